using System.Text.RegularExpressions;

namespace Autocura.Diagnosis.Rules.Placement;

/// <summary>
/// A pod that its kubelet ended as the node ran out of something: "The node was low on resource: memory. Threshold quantity: 100Mi, available: 84Mi. Container
/// app was using 512Mi, request is 128Mi, has larger consumption of memory."
/// </summary>
internal sealed partial record Eviction(string Pod, string Resource, string Message, DateTimeOffset At)
{
    // An eviction this long before the trouble belongs to another story: evicted pods and their events stay for an hour or more.
    private static readonly TimeSpan Stale = TimeSpan.FromHours(1);

    /// <summary>The node it happened on; empty when the pod is no longer there to tell, and several nodes may be meant.</summary>
    public string Node { get; private init; } = "";

    /// <summary>The container that used more than it requested, in words; null when none did: the kubelet names only those.</summary>
    public string? Exceeds { get; private init; }

    /// <summary>The evictions of the workload's pods around the beginning of the trouble, newest first.</summary>
    public static IReadOnlyList<Eviction> Of(Evidence evidence)
    {
        var pressed = evidence.NodesNearby().Where(node => node.Pressures.Count > 0).Select(node => node.Name).ToList();
        return
        [
            .. from warning in evidence.Warnings
               let low = Low().Match(warning.Message)
               where low.Success && warning.LastAt >= evidence.Onset - Stale
               let pod = warning.About.StartsWith("Pod/", StringComparison.Ordinal) ? warning.About["Pod/".Length..] : warning.About
               let node = evidence.Pods.FirstOrDefault(one => one.Name == pod)?.Node
               select new Eviction(pod, low.Groups["resource"].Value, warning.Message, warning.LastAt)
               {
                   Node = node is { Length: > 0 } ? node : pressed is [var only] ? only : "",
                   Exceeds = ExceedsIn(warning.Message),
               },
        ];
    }

    private static string? ExceedsIn(string message)
    {
        foreach (Match use in Use().Matches(message))
        {
            var (container, used, asked) = (use.Groups["container"].Value, use.Groups["used"].Value, use.Groups["asked"].Value);
            if (MemoryQuantity.Parse(used) is not { } bytes || bytes > (MemoryQuantity.Parse(asked) ?? 0))
            {
                return $"{container} used {used} and requests {asked}";
            }
        }

        return null;
    }

    [GeneratedRegex(@"node was low on resource: (?<resource>[\w./-]+?)\.?(\s|$)", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Low();

    // Kubelets before 1.29 say "which exceeds its request of".
    [GeneratedRegex(@"Container (?<container>\S+) was using (?<used>[\w.]+), (request is|which exceeds its request of) (?<asked>[\w.]*\w)", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Use();
}
