using System.Collections.Frozen;
using Microsoft.AspNetCore.Http;

namespace Autocura.Embedded.Hosting.Invocation;

/// <summary>What a trigger hands to a function: the value of the trigger's parameter, raw values by name, and why it runs.</summary>
internal sealed record Invocation(string Reason, object? TriggerValue)
{
    public HttpContext? Http { get; init; }

    public IReadOnlyDictionary<string, object?> BindingData { get; init; } = FrozenDictionary<string, object?>.Empty;

    /// <summary>Consumes the result while the invocation's services are still alive.</summary>
    public Func<object?, Task>? Completion { get; init; }
}
