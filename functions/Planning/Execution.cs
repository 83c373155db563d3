using System.Text.Json.Serialization;

namespace Autocura.Planning;

/// <summary>What became of a plan: its receipts in order, or why it was not carried out. Whatever was begun and not finished has been taken back.</summary>
public sealed record Execution(ExecutionResult Result, string Reason, IReadOnlyList<ActionReceipt> Receipts);

[JsonConverter(typeof(JsonStringEnumConverter<ExecutionResult>))]
public enum ExecutionResult
{
    /// <summary>Every step was applied.</summary>
    Done,

    /// <summary>A step could not be done; nothing of the plan stands.</summary>
    TakenBack,

    /// <summary>A step could not be done, and an earlier one could not be taken back: a person must look.</summary>
    LeftPartly,

    /// <summary>Everything was stopped: what was done until then stands.</summary>
    Stopped,
}
