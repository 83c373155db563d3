using System.Text.RegularExpressions;
using Autocura.Incidents;

namespace Autocura.Cluster.Readers;

/// <summary>Tells from its name alone whose pod one was: events outlive the pods they are about.</summary>
internal static partial class PodNames
{
    /// <summary>Whether a pod of that name is made by the workload.</summary>
    public static bool IsOf(WorkloadRef workload, string pod) => pod.StartsWith($"{workload.Name}-") && Suffix(workload.Kind).IsMatch(pod[workload.Name.Length..]);

    private static Regex Suffix(string kind) => kind switch
    {
        "StatefulSet" => Ordinal(),
        "DaemonSet" => Chance(),
        _ => HashAndChance(),
    };

    // The cluster draws names from letters that make no words: no vowels, no 0, 1 and 3.
    [GeneratedRegex(@"^-[bcdfghjklmnpqrstvwxz2456789]{5,10}-[bcdfghjklmnpqrstvwxz2456789]{5}$", RegexOptions.None, 1000)]
    private static partial Regex HashAndChance();

    [GeneratedRegex(@"^-[bcdfghjklmnpqrstvwxz2456789]{5}$", RegexOptions.None, 1000)]
    private static partial Regex Chance();

    [GeneratedRegex(@"^-[0-9]+$", RegexOptions.None, 1000)]
    private static partial Regex Ordinal();
}
