/** Side effects of ipvs mode: four tools, few runs. */
@NullMarked
package dev.servicelab.proxy.apply.ipvs;

import org.jspecify.annotations.NullMarked;
