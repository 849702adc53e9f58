/** What has to change in the kernel in ipvs mode: pure comparison of what is there and wanted. */
@NullMarked
package dev.servicelab.proxy.diff.ipvs;

import org.jspecify.annotations.NullMarked;
