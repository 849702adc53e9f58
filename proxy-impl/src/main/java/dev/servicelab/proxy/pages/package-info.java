/** What learners ask a running proxy: its rules, its state, and why a packet goes where it goes. */
@NullMarked
package dev.servicelab.proxy.pages;

import org.jspecify.annotations.NullMarked;
