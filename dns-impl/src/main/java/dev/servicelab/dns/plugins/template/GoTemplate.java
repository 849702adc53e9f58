package dev.servicelab.dns.plugins.template;

import java.util.ArrayList;
import java.util.List;

/**
 * A text with parts in double braces, as Go's templates have them: the small part of that language
 * that answers need. Immutable.
 */
final class GoTemplate {

  /** A piece of the template: fixed text, or what stands in braces. */
  @FunctionalInterface
  interface Part {
    /**
     * The piece's text for a query.
     *
     * @throws TemplateException if it has none
     */
    String text(TemplateData data);
  }

  private final String source;
  private final List<Part> parts;

  private GoTemplate(String source, List<Part> parts) {
    this.source = source;
    this.parts = parts;
  }

  /**
   * Reads a template.
   *
   * @throws TemplateException if it is wrong, or needs more of the language than is here
   */
  static GoTemplate parse(String source) {
    List<Part> parts = new ArrayList<>();
    int at = 0;
    boolean trim = false;
    while (at <= source.length()) {
      int open = source.indexOf("{{", at);
      String text = source.substring(at, open < 0 ? source.length() : open);
      String before = trim ? text.stripLeading() : text;
      if (open < 0) {
        parts.add(data -> before);
        break;
      }
      int close = source.indexOf("}}", open);
      if (close < 0) {
        throw new TemplateException("'{{' without '}}' in '" + source + "'");
      }
      String action = source.substring(open + 2, close);
      String fixed = action.startsWith("- ") ? before.stripTrailing() : before;
      parts.add(data -> fixed);
      trim = action.endsWith(" -");
      String expression = action.replaceFirst("^- ", "").replaceFirst(" -$", "");
      if (!expression.strip().startsWith("/*")) {
        parts.add(Expression.parse(expression));
      }
      at = close + 2;
    }
    return new GoTemplate(source, List.copyOf(parts));
  }

  /**
   * The text for a query.
   *
   * @throws TemplateException if a part has none
   */
  String text(TemplateData data) {
    StringBuilder text = new StringBuilder();
    parts.forEach(part -> text.append(part.text(data)));
    return text.toString();
  }

  @Override
  public String toString() {
    return source;
  }
}
