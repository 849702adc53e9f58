/** KubeProxyConfiguration v1alpha1 as this proxy uses it, from a file or from flags. */
@NullMarked
package dev.servicelab.proxy.config;

import org.jspecify.annotations.NullMarked;
