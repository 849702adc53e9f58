package dev.servicelab.dns.corefile;

import java.util.ArrayList;
import java.util.List;

/** The tokens with a cursor; knows lines and braces but nothing of the grammar. */
final class TokenStream {

  private final List<Token> tokens;
  private Position last;
  private int next;

  TokenStream(List<Token> tokens, Position start) {
    this.tokens = tokens;
    this.last = start;
  }

  boolean hasNext() {
    return next < tokens.size();
  }

  /** Whether the next token is an opening brace on the line of the token before it. */
  boolean opens() {
    return hasNext() && tokens.get(next).opens() && tokens.get(next).at().equals(last);
  }

  boolean closes() {
    return hasNext() && tokens.get(next).closes();
  }

  /** The place of the token consumed last. */
  Position last() {
    return last;
  }

  void skip() {
    last = tokens.get(next++).at();
  }

  /** The words from here to the end of the line or to a brace; at least one. */
  List<Token> restOfLine() {
    Token first = tokens.get(next);
    if (first.closes()) {
      throw new CorefileException(first.at(), "this closing brace has no opening brace");
    }
    List<Token> line = new ArrayList<>();
    line.add(first);
    skip();
    while (hasNext()
        && tokens.get(next).at().equals(first.at())
        && !tokens.get(next).closes()
        && !opens()) {
      line.add(tokens.get(next));
      skip();
    }
    return line;
  }

  void expectOpening(Token after) {
    if (!opens()) {
      throw new CorefileException(after.at(), "expected '{' at the end of this line");
    }
    skip();
  }
}
