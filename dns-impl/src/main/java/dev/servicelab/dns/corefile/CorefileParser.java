package dev.servicelab.dns.corefile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Recursive descent over the tokens; the grammar is small enough that each method is one
 * production.
 */
final class CorefileParser {

  /**
   * Imports may nest; a file that imports itself must end in a message, not in a stack overflow.
   */
  private static final int MAX_DEPTH = 20;

  private final Imports imports;
  private final Variables variables;

  /** What stands between a snippet's braces; read where it is imported, so the order is free. */
  private final Map<String, List<Token>> snippets = new HashMap<>();

  private int depth;

  CorefileParser(Imports imports) {
    this.imports = imports;
    this.variables = new Variables(imports);
  }

  Corefile parse(String file, String text) {
    List<ServerBlock> blocks =
        blocks(new TokenStream(Lexer.split(file, text), new Position(file, 1)));
    if (blocks.isEmpty()) {
      throw new CorefileException(new Position(file, 1), "no server block found");
    }
    return new Corefile(blocks);
  }

  private List<ServerBlock> blocks(TokenStream tokens) {
    List<ServerBlock> blocks = new ArrayList<>();
    while (tokens.hasNext()) {
      List<Token> line = tokens.opensNext() ? List.of() : tokens.restOfLine();
      if (isImport(line) && !tokens.opens()) {
        imported(line).forEach(text -> blocks.addAll(nested(line, () -> blocks(text))));
      } else if (isSnippet(line)) {
        defineSnippet(line.getFirst(), tokens);
      } else {
        blocks.add(block(line, tokens, blocks.isEmpty()));
      }
    }
    return blocks;
  }

  private ServerBlock block(List<Token> line, TokenStream tokens, boolean first) {
    List<Token> words = new ArrayList<>(line);
    // Keys may go on over several lines until the brace, as long as each line but the last ends
    // with a comma.
    while (!words.isEmpty()
        && words.getLast().text().endsWith(",")
        && tokens.hasNext()
        && !tokens.opensNext()) {
      words.addAll(tokens.restOfLine());
    }
    List<ZoneKey> keys = new ArrayList<>();
    for (Token word : words) {
      for (String key : word.text().split(",")) {
        if (!key.isEmpty()) {
          keys.add(ZoneKey.parse(variables.replace(key), word.at()));
        }
      }
    }
    if (!tokens.opensNext() && first) {
      // A Corefile with one server block needs no braces.
      return new ServerBlock(keys, directivesToEnd(tokens), words.getFirst().at());
    }
    tokens.expectOpening();
    Position at = words.isEmpty() ? tokens.last() : words.getFirst().at();
    if (keys.isEmpty()) {
      keys.add(ZoneKey.parse(".", at));
    }
    return new ServerBlock(keys, directives(tokens), at);
  }

  /** The lines up to the closing brace, which is consumed. */
  private List<Directive> directives(TokenStream tokens) {
    Position opened = tokens.last();
    List<Directive> directives = new ArrayList<>();
    while (!tokens.closes()) {
      if (!tokens.hasNext()) {
        throw TokenStream.neverClosed(opened);
      }
      directives.addAll(directive(tokens));
    }
    tokens.skip();
    return directives;
  }

  private List<Directive> directivesToEnd(TokenStream tokens) {
    List<Directive> directives = new ArrayList<>();
    while (tokens.hasNext()) {
      directives.addAll(directive(tokens));
    }
    return directives;
  }

  private List<Directive> directive(TokenStream tokens) {
    List<Token> line = tokens.restOfLine();
    Token first = line.getFirst();
    if (first.opens()) {
      throw new CorefileException(first.at(), "a brace must end the line it belongs to");
    }
    if (isImport(line)) {
      List<Directive> directives = new ArrayList<>();
      imported(line).forEach(text -> directives.addAll(nested(line, () -> directivesToEnd(text))));
      return directives;
    }
    List<String> arguments =
        line.stream().skip(1).map(word -> variables.replace(word.text())).toList();
    List<Directive> options = List.of();
    if (tokens.opens()) {
      tokens.skip();
      options = directives(tokens);
    }
    return List.of(new Directive(variables.replace(first.text()), arguments, options, first.at()));
  }

  /** The texts that stand for an import's line: a snippet's, or the files' that match. */
  private List<TokenStream> imported(List<Token> line) {
    Token target = target(line);
    Position at = line.getFirst().at();
    List<Token> snippet = snippets.get(target.text());
    if (snippet != null) {
      return List.of(new TokenStream(snippet, at));
    }
    return imports.files(variables.replace(target.text()), at).stream()
        .map(
            source ->
                new TokenStream(
                    Lexer.split(source.file(), source.text()), new Position(source.file(), 1)))
        .toList();
  }

  private <T> List<T> nested(List<Token> line, Supplier<List<T>> text) {
    if (++depth > MAX_DEPTH) {
      throw new CorefileException(
          line.getFirst().at(), "import: files or snippets import each other in a circle");
    }
    List<T> found = text.get();
    depth--;
    return found;
  }

  private void defineSnippet(Token first, TokenStream tokens) {
    tokens.expectOpening();
    String name = first.text().substring(1, first.text().length() - 1);
    if (snippets.put(name, tokens.body()) != null) {
      throw new CorefileException(first.at(), "snippet '" + name + "' is defined twice");
    }
  }

  private static Token target(List<Token> line) {
    if (line.size() != 2) {
      throw new CorefileException(
          line.getFirst().at(), "import: expected one snippet, file or pattern");
    }
    return line.getLast();
  }

  private static boolean isImport(List<Token> line) {
    return !line.isEmpty() && !line.getFirst().quoted() && line.getFirst().text().equals("import");
  }

  private static boolean isSnippet(List<Token> line) {
    return line.size() == 1 && line.getFirst().text().matches("\\(.+\\)");
  }
}
