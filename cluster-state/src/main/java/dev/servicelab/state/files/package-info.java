/** Files that change while somebody reads them. */
@NullMarked
package dev.servicelab.state.files;

import org.jspecify.annotations.NullMarked;
