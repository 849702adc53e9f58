/**
 * YAML whose every value remembers the file, line and field it came from, so that a wrong one can
 * be pointed at. Used for manifests, kubeconfig files and configuration files.
 */
@NullMarked
package dev.servicelab.state.yaml;

import org.jspecify.annotations.NullMarked;
