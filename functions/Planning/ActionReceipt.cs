using Autocura.Incidents;

namespace Autocura.Planning;

/// <summary>Proof of one step: what it changed and how to take it back. Bounded, and free of secrets.</summary>
public sealed record ActionReceipt
{
    /// <summary>The idempotency key that stands in the object's annotation.</summary>
    public required string Key { get; init; }

    public required string Action { get; init; }

    public required ObjectRef Target { get; init; }

    public required ReceiptResult Result { get; init; }

    public required string Reason { get; init; }

    public WriteKind Write { get; init; }

    public string Uid { get; init; } = "";

    /// <summary>Labels and annotations that count as declared state here, as in <see cref="PreparedStep.Metadata"/>.</summary>
    public IReadOnlyList<string> Metadata { get; init; } = [];

    /// <summary>SHA-256 of the declared state as the step left it: an undo refuses when somebody changed it since.</summary>
    public string SpecHashAfter { get; init; } = "";

    public string SpecHashBefore { get; init; } = "";

    /// <summary>The JSON Patch, or the manifest, that restores the state before; empty when nothing of it is needed.</summary>
    public string Inverse { get; init; } = "";

    /// <summary>True when nobody saw the step's answer: it may have been carried out or not.</summary>
    public bool IsExpected { get; init; }

    /// <summary>While it is under way: when to go on with it.</summary>
    public TimeSpan After { get; init; }

    /// <summary>What changed, a line per field ("spec.replicas: 0 -> 2").</summary>
    public IReadOnlyList<string> Diff { get; init; } = [];

    /// <summary>
    /// The receipt a prepared step will have once applied. It stands in for the real one when the answer is lost: reverting by it is safe, for
    /// it does nothing where the step was never applied.
    /// </summary>
    public static ActionReceipt Expected(PreparedStep step) => new()
    {
        Key = step.Key,
        Action = step.Action,
        Target = step.Target,
        Result = ReceiptResult.Applied,
        Reason = "",
        Write = step.Write,
        Uid = step.Uid,
        Metadata = step.Metadata,
        SpecHashBefore = step.SpecHashBefore,
        SpecHashAfter = step.SpecHashAfter,
        Inverse = step.Inverse,
        Diff = step.Diff,
        IsExpected = true,
    };
}
