package dev.servicelab.dns.plugins.template;

/** A template that is wrong, or has no text for a query. The message is one line. */
final class TemplateException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  TemplateException(String problem) {
    super(problem);
  }
}
