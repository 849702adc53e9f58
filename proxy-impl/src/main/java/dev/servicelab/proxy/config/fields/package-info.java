/**
 * Every field of KubeProxyConfiguration v1alpha1 with its flag, its shape and its default: one list
 * that the file, the flags, what is written back and the documentation's table are read from.
 */
@NullMarked
package dev.servicelab.proxy.config.fields;

import org.jspecify.annotations.NullMarked;
