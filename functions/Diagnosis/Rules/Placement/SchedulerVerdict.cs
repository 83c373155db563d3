using System.Globalization;
using System.Text.RegularExpressions;

namespace Autocura.Diagnosis.Rules.Placement;

/// <summary>
/// The scheduler's words taken apart: "0/3 nodes are available: 1 Insufficient cpu, 2 node(s) were unschedulable. preemption: ...". One node may be counted
/// under several reasons.
/// </summary>
internal sealed partial record SchedulerVerdict(int Nodes, IReadOnlyList<SchedulerReason> Reasons)
{
    // Nodes that are not there for workloads anyway.
    private static readonly string[] Reserved = ["node-role.kubernetes.io/control-plane", "node-role.kubernetes.io/master"];

    private static readonly string[] Room = ["Insufficient ", "Too many pods"];

    /// <summary>What nodes have too little of: "cpu", "memory", "pods"; empty when room is not the trouble.</summary>
    public IEnumerable<string> Lacks => Reasons.Where(IsRoom).Select(reason => reason.Text.StartsWith(Room[0], StringComparison.Ordinal) ? reason.Text[Room[0].Length..] : "pods");

    /// <summary>True when every node that is there for workloads was refused for want of room and for nothing else.</summary>
    public bool OnlyLacksRoom => Reasons.Any(IsRoom) && Reasons.All(reason => IsRoom(reason) || reason.Mentions(Reserved));

    /// <summary>The message of a pod that is not placed; null when there is none, or it is not the scheduler's.</summary>
    public static SchedulerVerdict? Of(string? message)
    {
        if (message is null || Head().Match(message) is not { Success: true } head)
        {
            return null;
        }

        var reasons = head.Groups["reasons"].Value
            .Split(", ", StringSplitOptions.RemoveEmptyEntries)
            .Select(text => Counted().Match(text.Trim().TrimEnd('.')))
            .Where(match => match.Success)
            .Select(match => new SchedulerReason(Number(match.Groups["count"].Value), match.Groups["text"].Value));
        return new SchedulerVerdict(Number(head.Groups["nodes"].Value), [.. reasons]);
    }

    /// <summary>How many nodes are out for a reason that mentions one of the words.</summary>
    public int Count(params ReadOnlySpan<string> words)
    {
        var count = 0;
        foreach (var reason in Reasons)
        {
            count += reason.Mentions(words) ? reason.Nodes : 0;
        }

        return count;
    }

    private static bool IsRoom(SchedulerReason reason) => reason.Mentions(Room);

    private static int Number(string digits) => int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"0/(?<nodes>\d{1,6}) nodes are available: (?<reasons>.*?)(\.? preemption: .*)?$", RegexOptions.ExplicitCapture | RegexOptions.Singleline | RegexOptions.NonBacktracking)]
    private static partial Regex Head();

    [GeneratedRegex(@"^(?<count>\d{1,6}) (?<text>.+)$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Counted();
}

/// <summary>Why some nodes are out, in the scheduler's words.</summary>
internal sealed record SchedulerReason(int Nodes, string Text)
{
    public bool Mentions(params ReadOnlySpan<string> words)
    {
        foreach (var word in words)
        {
            if (Text.Contains(word, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
