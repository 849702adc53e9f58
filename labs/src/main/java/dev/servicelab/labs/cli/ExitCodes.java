package dev.servicelab.labs.cli;

/** What the exit codes of {@code ./lab} mean. */
final class ExitCodes {
  /** It did what was asked; for a run: at least one scenario ran and none failed. */
  static final int OK = 0;

  /** Something failed: a scenario, or the cluster. */
  static final int FAILED = 1;

  /** The arguments make no sense; nothing was begun. */
  static final int BAD_ARGUMENTS = 2;

  /** It was measured, and a goal is missed. */
  static final int GOAL_MISSED = 3;

  /** This machine cannot run it. */
  static final int CANNOT_RUN_HERE = 4;

  private ExitCodes() {}
}
