using System.Text.Json.Serialization;

namespace Autocura.Guardrails.Notices;

/// <summary>What became of one notice on one channel.</summary>
public sealed record DeliveryReceipt(DeliveryResult Result, string Reason)
{
    /// <summary>What the channel wants to be told with the next notice of this incident.</summary>
    public string Thread { get; init; } = "";

    /// <summary>How long the channel asks to be left alone; null when it does not say.</summary>
    public TimeSpan? After { get; init; }

    public static DeliveryReceipt Delivered(string thread = "") => new(DeliveryResult.Delivered, "") { Thread = thread };

    public static DeliveryReceipt HeldBack(string reason) => new(DeliveryResult.HeldBack, reason);

    public static DeliveryReceipt TryLater(string reason, TimeSpan? after = null) => new(DeliveryResult.TryLater, reason) { After = after };

    public static DeliveryReceipt Refused(string reason) => new(DeliveryResult.Refused, reason);
}

/// <summary>How a delivery went.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DeliveryResult>))]
public enum DeliveryResult
{
    Delivered,

    /// <summary>It was not sent, on purpose.</summary>
    HeldBack,

    /// <summary>It may come right by itself.</summary>
    TryLater,

    /// <summary>It comes right only when somebody changes something.</summary>
    Refused,
}
