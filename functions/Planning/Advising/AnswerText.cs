namespace Autocura.Planning.Advising;

/// <summary>An answer as <see cref="AdviceSchema"/> has it: read strictly, checked by <see cref="AdviceReader"/>.</summary>
internal sealed record AnswerText
{
    public required string Analysis { get; init; }

    public required double Confidence { get; init; }

    public required IReadOnlyList<string> Recommendations { get; init; }

    public required IReadOnlyList<AnswerCause> Hypotheses { get; init; }

    public required IReadOnlyList<AnswerAction> SuggestedActions { get; init; }
}

internal sealed record AnswerCause
{
    public required string Cause { get; init; }

    public required AnswerObject? Object { get; init; }

    public required double Confidence { get; init; }

    public required string Why { get; init; }
}

internal sealed record AnswerAction
{
    public required string Action { get; init; }

    public required AnswerObject Target { get; init; }

    public required IReadOnlyList<AnswerParameter> Parameters { get; init; }

    public required string Why { get; init; }
}

internal sealed record AnswerObject
{
    public required string Kind { get; init; }

    public required string Namespace { get; init; }

    public required string Name { get; init; }
}

internal sealed record AnswerParameter
{
    public required string Name { get; init; }

    public required string Value { get; init; }
}
