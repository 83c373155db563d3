using System.Text.Json.Serialization;

namespace Autocura.Planning;

/// <summary>How one step went.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ReceiptResult>))]
public enum ReceiptResult
{
    Applied,

    /// <summary>The key was already there: an earlier run of the same step did it.</summary>
    AlreadyApplied,

    /// <summary>It was not done, for the reason given; nothing changed.</summary>
    Refused,

    Reverted,

    /// <summary>Part of it is done and the rest must wait, for the reason given: it is to be applied again after <see cref="ActionReceipt.After"/>.</summary>
    Underway,

    /// <summary>Everything was stopped before it was done, or taken back: what stands is left as it is.</summary>
    Stopped,
}
