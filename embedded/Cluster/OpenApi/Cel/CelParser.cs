namespace Autocura.Embedded.Cluster.OpenApi.Cel;

/// <summary>Reads an expression of the Common Expression Language.</summary>
internal sealed class CelParser
{
    private const int DeepestNesting = 100;

    // From the loosest to the tightest.
    private static readonly string[][] Levels =
    [
        ["||"], ["&&"], ["==", "!=", "<", "<=", ">", ">=", "in"], ["+", "-"], ["*", "/", "%"],
    ];

    private readonly IReadOnlyList<CelToken> tokens;
    private int next;
    private int depth;

    private CelParser(IReadOnlyList<CelToken> tokens) => this.tokens = tokens;

    private CelToken Next => tokens[next];

    public static CelExpression Parse(string text)
    {
        var parser = new CelParser(CelLexer.Read(text));
        var expression = parser.Ternary();
        return parser.Next.Kind == CelTokenKind.End ? expression : throw parser.Unexpected();
    }

    private CelExpression Ternary()
    {
        Descend();
        var condition = Binary(0);
        if (Next.Is("?"))
        {
            var position = Take().Position;
            var yes = Binary(0);
            Expect(":");
            condition = new CelExpression.Call(null, "_?_:_", [condition, yes, Ternary()], position);
        }

        depth--;
        return condition;
    }

    private void Descend()
    {
        if (++depth > DeepestNesting)
        {
            throw new CelCompileException(Next.Position, "the expression is nested too deeply");
        }
    }

    private CelExpression Binary(int level)
    {
        if (level == Levels.Length)
        {
            return Unary();
        }

        var left = Binary(level + 1);
        while (Levels[level].FirstOrDefault(sign => Next.Is(sign) || (sign == "in" && Next.IsWord("in"))) is { } operation)
        {
            var position = Take().Position;
            left = new CelExpression.Call(null, operation == "in" ? "@in" : $"_{operation}_", [left, Binary(level + 1)], position);
        }

        return left;
    }

    private CelExpression Unary()
    {
        if (!Next.Is("!") && !Next.Is("-"))
        {
            return Member();
        }

        Descend();
        var sign = Take();
        var operand = Unary();
        depth--;
        return (sign.Text, operand) switch
        {
            ("-", CelExpression.Literal { Value: long whole }) => new CelExpression.Literal(-whole, sign.Position),
            ("-", CelExpression.Literal { Value: double real }) => new CelExpression.Literal(-real, sign.Position),
            _ => new CelExpression.Call(null, $"{sign.Text}_", [operand], sign.Position),
        };
    }

    private CelExpression Member()
    {
        var expression = Primary();
        while (true)
        {
            if (Next.Is("."))
            {
                var position = Take().Position;
                if (Next.Is("?"))
                {
                    throw new CelCompileException(position, "optional fields (?.) are not supported here");
                }

                var name = Name();
                expression = Next.Is("(") ? CelMacros.Method(expression, name, Arguments(), position) : new CelExpression.Field(expression, name, false, position);
            }
            else if (Next.Is("["))
            {
                var position = Take().Position;
                expression = new CelExpression.Call(null, "_[_]", [expression, Ternary()], position);
                Expect("]");
            }
            else
            {
                return expression;
            }
        }
    }

    private CelExpression Primary()
    {
        var token = Take();
        if (token.Kind == CelTokenKind.Literal)
        {
            return new CelExpression.Literal(token.Value, token.Position);
        }

        if (token.Kind == CelTokenKind.Name && token.Text != "in")
        {
            return Next.Is("(") ? CelMacros.Function(token.Text, Arguments(), token.Position) : new CelExpression.Name(token.Text, token.Position);
        }

        switch (token.Text)
        {
            case "(":
                var inner = Ternary();
                Expect(")");
                return inner;
            case "[":
                return new CelExpression.List(Sequence("]", Ternary), token.Position);
            case "{":
                return new CelExpression.Map(Sequence("}", Entry), token.Position);
            default:
                next--;
                throw Unexpected();
        }
    }

    private (CelExpression Key, CelExpression Value) Entry()
    {
        var key = Ternary();
        Expect(":");
        return (key, Ternary());
    }

    private List<CelExpression> Arguments()
    {
        Expect("(");
        return Sequence(")", Ternary);
    }

    private List<T> Sequence<T>(string end, Func<T> element)
    {
        var elements = new List<T>();
        while (!Next.Is(end))
        {
            elements.Add(element());
            if (!Next.Is(end))
            {
                Expect(",");
            }
        }

        Take();
        return elements;
    }

    private string Name() => Next.Kind == CelTokenKind.Name ? Take().Text : throw Unexpected();

    private void Expect(string symbol)
    {
        if (!Next.Is(symbol))
        {
            throw Unexpected();
        }

        Take();
    }

    private CelToken Take() => tokens[next++];

    private CelCompileException Unexpected() => new(Next.Position, Next.Kind == CelTokenKind.End
        ? "Syntax error: mismatched input '<EOF>'"
        : $"Syntax error: mismatched input '{Next.Text}'");
}
