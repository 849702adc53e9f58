package dev.servicelab.dns.corefile;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits Corefile text into words: separated by white space, {@code #} starts a comment, double
 * quotes keep white space, and a backslash keeps the quote that follows it.
 */
final class Lexer {

  private final String file;
  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private int next;
  private int line = 1;

  private Lexer(String file, String text) {
    this.file = file;
    this.text = text;
  }

  static List<Token> split(String file, String text) {
    Lexer lexer = new Lexer(file, text);
    while (lexer.next < text.length()) {
      lexer.step();
    }
    return List.copyOf(lexer.tokens);
  }

  private void step() {
    char current = text.charAt(next);
    if (Character.isWhitespace(current)) {
      advance();
    } else if (current == '#') {
      skipComment();
    } else if (current == '"') {
      quotedWord();
    } else {
      plainWord();
    }
  }

  private void advance() {
    if (text.charAt(next) == '\n') {
      line++;
    }
    next++;
  }

  private void skipComment() {
    while (next < text.length() && text.charAt(next) != '\n') {
      next++;
    }
  }

  private void plainWord() {
    int start = next;
    while (next < text.length()
        && !Character.isWhitespace(text.charAt(next))
        && text.charAt(next) != '#') {
      next++;
    }
    tokens.add(new Token(text.substring(start, next), false, here()));
  }

  private void quotedWord() {
    Position start = here();
    StringBuilder word = new StringBuilder();
    next++;
    while (next < text.length() && text.charAt(next) != '"') {
      if (text.charAt(next) == '\\' && next + 1 < text.length() && text.charAt(next + 1) == '"') {
        next++;
      }
      word.append(text.charAt(next));
      advance();
    }
    if (next == text.length()) {
      throw new CorefileException(start, "the quote that opens here is never closed");
    }
    next++;
    tokens.add(new Token(word.toString(), true, start));
  }

  private Position here() {
    return new Position(file, line);
  }
}
