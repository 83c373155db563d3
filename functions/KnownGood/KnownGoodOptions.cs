namespace Autocura.KnownGood;

/// <summary>The settings under <c>Autocura:KnownGood:</c>.</summary>
public sealed record KnownGoodOptions
{
    /// <summary>How long a namespace must have been healthy, and an object unwritten, before what is there is taken for good.</summary>
    public TimeSpan SettleTime { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long a version must have been seen healthy to be trusted over an older one: a slow fault shows only some time after its cause.</summary>
    public TimeSpan ProvenAfter { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Without a known good: how long before the trouble a write may lie and still be its cause.</summary>
    public TimeSpan TriggerWindow { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How long the known good of an object is kept that is gone while all is well.</summary>
    public TimeSpan KeepDeleted { get; init; } = TimeSpan.FromDays(1);

    /// <summary>Share of failed requests of a service, 0 to 1, above which its namespace is not healthy.</summary>
    public double MaxErrorRatio { get; init; } = 0.05;

    /// <summary>Objects of a namespace of which a known good is kept.</summary>
    public int MaxObjectsPerNamespace { get; init; } = 500;

    /// <summary>Objects of a cluster of which a known good is kept.</summary>
    public int MaxObjects { get; init; } = 20_000;

    /// <summary>Size of an object, in bytes of JSON, above which only its hash is kept.</summary>
    public int MaxObjectBytes { get; init; } = 128 * 1024;

    /// <summary>Every setting that is wrong: which, and what it may be.</summary>
    public IEnumerable<string> Problems()
    {
        if (SettleTime < TimeSpan.Zero || SettleTime > TimeSpan.FromHours(1)) yield return $"Autocura:KnownGood:SettleTime is {SettleTime}; it may be 00:00:00 to 01:00:00.";
        if (ProvenAfter < TimeSpan.Zero) yield return $"Autocura:KnownGood:ProvenAfter is {ProvenAfter}; it cannot be negative.";
        if (TriggerWindow <= TimeSpan.Zero) yield return $"Autocura:KnownGood:TriggerWindow is {TriggerWindow}; it must be longer than zero.";
        if (KeepDeleted < TimeSpan.FromHours(1)) yield return $"Autocura:KnownGood:KeepDeleted is {KeepDeleted}; it must be at least 01:00:00.";
        if (MaxErrorRatio is not (> 0 and < 1)) yield return $"Autocura:KnownGood:MaxErrorRatio is {MaxErrorRatio}; it must lie between 0 and 1.";
        if (MaxObjectsPerNamespace is < 1 or > 5_000) yield return $"Autocura:KnownGood:MaxObjectsPerNamespace is {MaxObjectsPerNamespace}; it may be 1 to 5000.";
        if (MaxObjects is < 1 or > 100_000) yield return $"Autocura:KnownGood:MaxObjects is {MaxObjects}; it may be 1 to 100000.";
        if (MaxObjectBytes is < 1_024 or > 1_000_000) yield return $"Autocura:KnownGood:MaxObjectBytes is {MaxObjectBytes}; it may be 1024 to 1000000.";
    }
}
