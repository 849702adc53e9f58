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

  /** Whether the next token is an opening brace, on whatever line. */
  boolean opensNext() {
    return hasNext() && tokens.get(next).opens();
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

  void expectOpening() {
    if (!opensNext()) {
      throw new CorefileException(last, "expected '{' at the end of this line");
    }
    skip();
  }

  /** The tokens up to the brace that closes the one consumed last, which is consumed too. */
  List<Token> body() {
    Position opened = last;
    List<Token> body = new ArrayList<>();
    int open = 1;
    while (hasNext()) {
      Token token = tokens.get(next);
      skip();
      open += token.opens() ? 1 : token.closes() ? -1 : 0;
      if (open == 0) {
        return body;
      }
      body.add(token);
    }
    throw neverClosed(opened);
  }

  static CorefileException neverClosed(Position opened) {
    return new CorefileException(opened, "the brace that opens here is never closed");
  }
}
