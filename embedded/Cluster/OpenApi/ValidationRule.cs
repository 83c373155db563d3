using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster.OpenApi.Cel;

namespace Autocura.Embedded.Cluster.OpenApi;

/// <summary>One of <c>x-kubernetes-validations</c>: an expression that must hold. One that cannot be compiled holds for no object, and says why.</summary>
internal sealed class ValidationRule
{
    private static readonly Dictionary<string, string> Openings = new()
    {
        ["FieldValueRequired"] = "Required value",
        ["FieldValueForbidden"] = "Forbidden",
    };

    private readonly string rule;
    private readonly string? message;
    private readonly string reason;
    private readonly string type;
    private readonly CelProgram? program;
    private readonly CelProgram? messageProgram;

    private ValidationRule(JsonObject source, CelType? self)
    {
        rule = source.Text("rule") ?? "";
        message = source.Text("message");
        reason = source.Text("reason") ?? "FieldValueInvalid";
        FieldPath = source.Text("fieldPath") ?? "";
        type = self is { Kind: CelKind.List } ? "array" : self?.Kind is CelKind.Map or CelKind.Object ? "object" : self?.ToString() ?? "";
        try
        {
            var about = self ?? throw new CelCompileException(0, "the type of this field is not known to expressions");
            program = CelProgram.Compile(rule, about, CelKind.Bool);
            messageProgram = source.Text("messageExpression") is { } expression ? CelProgram.Compile(expression, about, CelKind.String) : null;
        }
        catch (CelCompileException unreadable)
        {
            Defect = unreadable.Message;
        }
    }

    /// <summary>Why the expression cannot be compiled; null when it can.</summary>
    public string? Defect { get; }

    /// <summary>The expression.</summary>
    public string Text => rule;

    /// <summary>Whether it compares with what was before, and so is asked of changes only.</summary>
    public bool IsTransition => program?.UsesOldSelf == true;

    /// <summary>The field to blame, below the one that the rule stands at.</summary>
    private string FieldPath { get; }

    public static IReadOnlyList<ValidationRule> Read(JsonObject schema, SchemaNode node) =>
        [.. schema.Items("x-kubernetes-validations").OfType<JsonObject>().Select(rule => new ValidationRule(rule, CelType.Of(node)))];

    /// <summary>What is wrong; null when the rule holds, or has nothing to say about what is new.</summary>
    public StatusCause? Check(JsonNode value, JsonNode? before, string path)
    {
        if (IsTransition && before is null)
        {
            return null;
        }

        if (program is null)
        {
            return Blame(path, $"rule compile error: {Defect}");
        }

        try
        {
            return program.Evaluate(value, before) is true ? null : Blame(path, Explain(value, before));
        }
        catch (CelEvaluationException without)
        {
            return Blame(path, $"{without.Message} evaluating rule: {message ?? rule}");
        }
    }

    private string Explain(JsonNode value, JsonNode? before)
    {
        var plain = message ?? $"failed rule: {rule}";
        try
        {
            return messageProgram?.Evaluate(value, before) is string text && !string.IsNullOrWhiteSpace(text) && !text.Contains('\n', StringComparison.Ordinal) ? text : plain;
        }
        catch (CelEvaluationException)
        {
            // A message that has no value for this object gives way to the one that needs none, as in a real server.
            return plain;
        }
    }

    private StatusCause Blame(string path, string why)
    {
        var field = FieldPath.Length == 0 ? path : path.Length == 0 ? FieldPath.TrimStart('.') : path + FieldPath;
        return new(field.Length == 0 ? "<nil>" : field, reason, reason == "FieldValueDuplicate"
            ? $"Duplicate value: \"{type}\""
            : $"{Openings.GetValueOrDefault(reason, $"Invalid value: \"{type}\"")}: {why}");
    }
}
