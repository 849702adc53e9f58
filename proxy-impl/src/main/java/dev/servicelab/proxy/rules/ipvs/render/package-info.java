/** Says a plan in the words of IPVS, as kube-proxy does in ipvs mode. */
@NullMarked
package dev.servicelab.proxy.rules.ipvs.render;

import org.jspecify.annotations.NullMarked;
