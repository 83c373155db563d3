using System.Text.Json.Nodes;

namespace Autocura.Embedded.Cluster.OpenApi.Cel;

/// <summary>A compiled expression about an object (<c>self</c>) and, where the object was there before, what it was (<c>oldSelf</c>).</summary>
internal sealed class CelProgram
{
    private readonly CelStep step;
    private readonly CelType type;

    private CelProgram(CelStep step, CelType type, bool usesOldSelf)
    {
        this.step = step;
        this.type = type;
        UsesOldSelf = usesOldSelf;
    }

    /// <summary>Whether it compares with what was before.</summary>
    public bool UsesOldSelf { get; }

    /// <summary>Compiles; throws <see cref="CelCompileException"/> when the text is no expression of that kind.</summary>
    public static CelProgram Compile(string text, CelType self, CelKind wanted)
    {
        var step = CelCompiler.Compile(CelParser.Parse(text), new CelScope<CelType>("oldSelf", self, new("self", self, null)));
        return step.Type.Fits(wanted)
            ? new(step, self, CelLexer.Read(text).Any(token => token.IsWord("oldSelf")))
            : throw new CelCompileException(0, $"cel expression must evaluate to a {wanted.ToString().ToLowerInvariant()}");
    }

    /// <summary>The value; throws <see cref="CelEvaluationException"/> when there is none.</summary>
    public object? Evaluate(JsonNode? self, JsonNode? oldSelf) =>
        step.Run(new CelScope<object?>("oldSelf", CelValues.From(oldSelf, type), new("self", CelValues.From(self, type), null)));
}
