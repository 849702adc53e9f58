/** KubeProxyConfiguration v1alpha1 and the flags that override it. */
@NullMarked
package dev.servicelab.proxy.config;

import org.jspecify.annotations.NullMarked;
