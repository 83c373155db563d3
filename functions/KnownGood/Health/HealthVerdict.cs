namespace Autocura.KnownGood.Health;

/// <summary>Whether a namespace is healthy. Null: it was not measured, which is neither.</summary>
internal sealed record HealthVerdict(bool? IsHealthy, string Reason)
{
    public string Word => IsHealthy switch { true => "True", false => "False", null => "Unknown" };
}
