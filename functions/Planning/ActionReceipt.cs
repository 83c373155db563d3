using System.Text.Json.Serialization;
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

    public string Uid { get; init; } = "";

    /// <summary>SHA-256 of the spec as the step left it: an undo refuses when somebody changed it since.</summary>
    public string SpecHashAfter { get; init; } = "";

    public string SpecHashBefore { get; init; } = "";

    /// <summary>The JSON Patch that restores the state before; empty when nothing was changed.</summary>
    public string Inverse { get; init; } = "";

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
        Uid = step.Uid,
        SpecHashBefore = step.SpecHashBefore,
        SpecHashAfter = step.SpecHashAfter,
        Inverse = step.Inverse,
        Diff = step.Diff,
    };
}

[JsonConverter(typeof(JsonStringEnumConverter<ReceiptResult>))]
public enum ReceiptResult
{
    Applied,

    /// <summary>The key was already there: an earlier run of the same step did it.</summary>
    AlreadyApplied,

    /// <summary>It was not done, for the reason given; nothing changed.</summary>
    Refused,

    Reverted,
}
