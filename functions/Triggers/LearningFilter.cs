using Autocura.Planning.Learning;
using Microsoft.AspNetCore.Http;

namespace Autocura.Triggers;

/// <summary>Which remedies a request is about; what is null narrows nothing.</summary>
internal sealed record LearningFilter(string? Cluster, string? Cause, string? Action, string? Class)
{
    public static LearningFilter Read(IQueryCollection query) => new(TextOf(query["cluster"]), TextOf(query["cause"]), TextOf(query["action"]), TextOf(query["class"]));

    public bool IsWide => Cause is null && Action is null && Class is null;

    public bool Matches(RemedyKey key) => (Cause ?? key.Cause) == key.Cause && (Action ?? key.Action) == key.Action && (Class ?? key.Class) == key.Class;

    public bool Matches(string cause, string action, string kind) => Matches(new RemedyKey(cause, action, kind));

    private static string? TextOf(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
