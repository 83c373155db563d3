using Autocura.Incidents;

namespace Autocura.KnownGood.Records;

/// <summary>All known versions of objects, by object.</summary>
internal sealed class KnownVersions(IEnumerable<KnownVersion> versions)
{
    /// <summary>Versions that are kept of one object.</summary>
    public const int MostOfOne = 3;

    private readonly Dictionary<string, List<KnownVersion>> byObject = versions
        .GroupBy(version => RecordIdentity.Of(version.Target))
        .ToDictionary(group => group.Key, group => group.OrderBy(version => version.HealthyFrom).ToList());

    public int Objects => byObject.Count;

    /// <summary>Since when good states are kept here at all; null when none is.</summary>
    public DateTimeOffset? KeptSince => byObject.Count == 0 ? null : byObject.Values.Min(versions => versions[0].HealthyFrom);

    public IEnumerable<IReadOnlyList<KnownVersion>> All => byObject.Values;

    /// <summary>The versions of one object, the oldest first.</summary>
    public IReadOnlyList<KnownVersion> Of(ObjectRef target) => byObject.GetValueOrDefault(RecordIdentity.Of(target), []);

    /// <summary>
    /// The version to compare with, and to go back to, for trouble that began at <paramref name="onset"/>: the newest that had been seen healthy for long enough before. When none
    /// was, the oldest: of two states that are both young, the younger is the more suspicious. Null when the object was not known before.
    /// </summary>
    public static KnownVersion? Before(IReadOnlyList<KnownVersion> versions, DateTimeOffset onset, TimeSpan provenAfter)
    {
        var earlier = versions.Where(version => version.HealthyFrom < onset).OrderBy(version => version.HealthyFrom).ToList();
        return earlier.FindLast(version => version.SeenBefore(onset) >= provenAfter) ?? earlier.FirstOrDefault();
    }

    /// <summary>
    /// Those that go when a new version has come: never the newest, nor the newest that is proven; of the rest those that were seen healthy for the shortest time.
    /// </summary>
    public static IReadOnlyList<KnownVersion> Surplus(IReadOnlyList<KnownVersion> versions, DateTimeOffset now, TimeSpan provenAfter)
    {
        var newest = versions.MaxBy(version => version.HealthyFrom);
        var proven = versions.Where(version => version != newest && version.SeenBefore(now) >= provenAfter).MaxBy(version => version.HealthyFrom);
        return
        [
            .. versions.Where(version => version != newest && version != proven)
                .OrderBy(version => version.SeenBefore(now))
                .Take(Math.Max(0, versions.Count - MostOfOne)),
        ];
    }
}
