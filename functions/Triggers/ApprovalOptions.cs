using Autocura.Guardrails;

namespace Autocura.Triggers;

/// <summary>Settings under <c>Autocura:Approval</c>: links by which people decide.</summary>
public sealed record ApprovalOptions
{
    /// <summary>The secret that links are signed with, at least 32 characters; without one no link is made or taken.</summary>
    public string LinkKey { get; init; } = "";

    /// <summary>How long a link can be used.</summary>
    public TimeSpan LinksExpire { get; init; } = TimeSpan.FromHours(1);

    public bool MakesLinks => LinkKey.Length > 0;

    /// <summary>Every setting that is wrong: which, and what it may be.</summary>
    public IEnumerable<string> Problems()
    {
        if (MakesLinks && LinkKey.Length < ApprovalLink.ShortestKey) yield return $"Autocura:Approval:LinkKey has {LinkKey.Length} characters; it must have at least {ApprovalLink.ShortestKey}.";
        if (LinksExpire <= TimeSpan.Zero || LinksExpire > TimeSpan.FromDays(1)) yield return $"Autocura:Approval:LinksExpire is {LinksExpire}; it must be longer than zero and at most a day.";
    }
}
