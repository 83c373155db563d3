using System.Globalization;

namespace Autocura.Remediation;

/// <summary>How many replicas people allow at most, by an annotation on what is scaled. A bound that cannot be read allows none.</summary>
internal static class ReplicaBound
{
    public const string Annotation = "autocura.io/max-replicas";

    /// <summary>Why so many replicas are not allowed; null when they are.</summary>
    public static string? Refusal(string? bound, int replicas) =>
        bound is null || (int.TryParse(bound, NumberStyles.None, CultureInfo.InvariantCulture, out var most) && replicas <= most)
            ? null
            : $"{replicas} replicas are not allowed: the annotation {Annotation} says '{bound}'.";
}
