using System.Text.Json.Nodes;
using Autocura.Cluster;
using Autocura.Cluster.Readers;
using Autocura.Incidents;
using Autocura.Planning;

namespace Autocura.Remediation;

/// <summary>Why a step is not done, in the same words whatever the action.</summary>
internal static class Refusals
{
    /// <summary>What is written down of a step stays below this, so that the history of an attempt stays small.</summary>
    public const int MostCharacters = 32 * 1024;

    /// <summary>Why nothing may be done with an object at all; null when there is no such reason.</summary>
    public static string? OfTarget(ObjectRef target) =>
        target.Kind == Kinds.Secret.Kind ? $"{target} is not touched: what is in a Secret would have to be written down to be restored."
        : Kinds.Find(target.Kind) is null ? $"{target} is not of a kind this system works with."
        : null;

    public static string Missing(ObjectRef target) => $"{target} does not exist.";

    /// <summary>Why an object that is there may not be changed; null when it may.</summary>
    public static string? OfState(ObjectRef target, JsonObject current) => current.At("metadata", "deletionTimestamp") is null
        ? null
        : $"{target} is being deleted already{WaitsFor(current)}.";

    public static string WaitsFor(JsonObject current)
    {
        var finalizers = string.Join(", ", current.Texts("metadata", "finalizers"));
        return finalizers.Length == 0 ? "" : $" and waits for its finalizers ({finalizers})";
    }

    public static string? OfSize(ObjectRef target, params ReadOnlySpan<string> kept)
    {
        var characters = 0;
        foreach (var text in kept)
        {
            characters += text.Length;
        }

        return characters <= MostCharacters ? null : $"{target} has {characters} characters to keep for taking it back, and no more than {MostCharacters} are kept.";
    }

    public static string OfServer(ClusterException refused) => $"The API server refuses it: {refused.Message}";

    /// <summary>Whether the server said no for good: neither later nor with another version of the object it would say yes.</summary>
    public static bool IsFinal(ClusterException refused) => !refused.IsTransient && !refused.IsConflict;

    public static string Replaced(ActionReceipt receipt, JsonObject? current) =>
        $"{receipt.Target} was {(current is null ? "deleted" : "replaced by another object of that name")} since the plan was made.";

    public static ActionReceipt Refuse(this ActionReceipt receipt, string reason) => receipt with { Result = ReceiptResult.Refused, Reason = reason };
}
