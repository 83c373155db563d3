namespace Autocura.Planning.Learning;

/// <summary>What cases are counted by: the diagnosed cause, the plan's first action, and the workload's class.</summary>
public sealed record RemedyKey(string Cause, string Action, string Class)
{
    /// <summary>"cause.action.class" read back; null when it is not of that form.</summary>
    public static RemedyKey? Read(string text) => text.Split('.') is [{ Length: > 0 } cause, { Length: > 0 } action, { Length: > 0 } kind] ? new RemedyKey(cause, action, kind) : null;

    public override string ToString() => $"{Cause}.{Action}.{Class}";
}
