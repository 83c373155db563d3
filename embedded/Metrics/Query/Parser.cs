using System.Globalization;

namespace Autocura.Embedded.Metrics.Query;

/// <summary>
/// Parses the part of PromQL that the evaluator knows. What belongs to the language but is not known here (subqueries, <c>@</c>) is refused by name.
/// </summary>
internal sealed class Parser
{
    // Deep enough for any query a person writes, and shallow enough for the stack.
    private const int MaxDepth = 100;

    private readonly TokenStream tokens;
    private readonly SelectorParser selectors;
    private int depth;

    private Parser(string source)
    {
        tokens = new TokenStream(source);
        selectors = new SelectorParser(tokens);
    }

    public static Expression Parse(string source)
    {
        if (string.IsNullOrWhiteSpace(source))
        {
            throw QueryException.Parse(0, "no expression found in input");
        }

        var parser = new Parser(source);
        var expression = parser.Binary(minimum: 0);
        return parser.tokens.Current.Kind == TokenKind.End
            ? expression
            : throw parser.tokens.Unexpected("expression", "expected an operator or the end");
    }

    private Expression Binary(int minimum)
    {
        if (++depth > MaxDepth)
        {
            throw QueryException.Parse(tokens.Current.Position, $"expression is nested deeper than {MaxDepth} levels");
        }

        var left = Signed();
        while (BinaryOperator.Of(tokens.Current) is { } op && op.Precedence >= minimum)
        {
            var position = tokens.Take().Position;
            var (matching, returnsBool) = MatchingParser.Read(tokens, op);
            var right = Binary(op.Precedence == BinaryOperator.PowerPrecedence ? op.Precedence : op.Precedence + 1);
            left = TypeCheck.Binary(new BinaryExpression(position, op, left, right, matching) { ReturnsBool = returnsBool });
        }

        depth--;
        return left;
    }

    private Expression Signed()
    {
        var position = tokens.Current.Position;
        var negative = tokens.TakeSymbol("-");
        if (!negative && !tokens.TakeSymbol("+"))
        {
            return Atom();
        }

        // What follows the sign may be a power, which binds tighter, but nothing weaker.
        var operand = Binary(BinaryOperator.PowerPrecedence);
        TypeCheck.Sign(operand);
        return negative ? new NegationExpression(position, operand) : operand;
    }

    private Expression Atom()
    {
        var token = tokens.Current;
        return token.Kind switch
        {
            TokenKind.Number => Number(tokens.Take()),
            TokenKind.Text => new TextExpression(token.Position, tokens.Take().Text),
            TokenKind.Identifier when Aggregation.Find(token.Text) is { } aggregation && OpensAggregate(tokens.Following) => Aggregate(aggregation),
            TokenKind.Identifier when tokens.Following.IsSymbol("(") => Call(),
            TokenKind.Identifier when token.IsWord("inf") || token.IsWord("nan") => Number(tokens.Take()),
            TokenKind.Identifier => selectors.Read(),
            TokenKind.Symbol when token.Text == "{" => selectors.Read(),
            TokenKind.Symbol when token.Text == "(" => Parenthesised(),
            _ => throw tokens.Unexpected("expression", "expected a number, a string, a selector, a function or \"(\""),
        };
    }

    private Expression Parenthesised()
    {
        tokens.Take();
        var inner = Binary(minimum: 0);
        tokens.ExpectSymbol(")", "parenthesised expression");
        selectors.RefuseModifiers("an expression in parentheses");
        return inner;
    }

    private static NumberExpression Number(Token token) => new(token.Position, token.Text.ToLowerInvariant() switch
    {
        "inf" => double.PositiveInfinity,
        "nan" => double.NaN,
        ['0', 'x', .. var digits] => long.Parse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture),
        var text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw QueryException.Parse(token.Position, $"error parsing number: {text}"),
    });

    private CallExpression Call()
    {
        var name = tokens.Take();
        var function = FunctionCatalog.Find(name.Text)
            ?? throw QueryException.Parse(name.Position, $"function \"{name.Text}\" is not supported here; supported are {FunctionCatalog.Names}");
        var call = TypeCheck.Call(new CallExpression(name.Position, function, Arguments(function.Name)));
        selectors.RefuseModifiers("the result of a function");
        return call;
    }

    private static bool OpensAggregate(Token following) =>
        following.IsSymbol("(") || following.IsWord("by") || following.IsWord("without");

    private AggregateExpression Aggregate(Aggregation aggregation)
    {
        var position = tokens.Take().Position;
        var before = ReadGrouping();
        var arguments = Arguments(aggregation.Name);
        var grouping = before ?? ReadGrouping() ?? Grouping.None;
        return TypeCheck.Aggregate(position, aggregation, arguments, grouping);
    }

    private Grouping? ReadGrouping()
    {
        var without = tokens.TakeWord("without");
        return without || tokens.TakeWord("by") ? new Grouping(without, tokens.ExpectLabelNames("grouping")) : null;
    }

    private List<Expression> Arguments(string function)
    {
        tokens.ExpectSymbol("(", $"call to \"{function}\"");
        var arguments = new List<Expression>();
        while (!tokens.Current.IsSymbol(")"))
        {
            arguments.Add(Binary(minimum: 0));
            if (!tokens.TakeSymbol(","))
            {
                break;
            }
        }

        tokens.ExpectSymbol(")", $"call to \"{function}\"");
        return arguments;
    }
}
