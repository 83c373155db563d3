using System.Text;

namespace Autocura.Embedded.Metrics.Storage;

/// <summary>
/// The identity of a series or an alert: labels in the order of their names, without empty values, comparable and hashable.
/// </summary>
internal sealed class LabelSet : IEquatable<LabelSet>
{
    public const string MetricName = "__name__";

    public static readonly LabelSet Empty = new([]);

    public static readonly Comparer<LabelSet> Order = Comparer<LabelSet>.Create(Compare);

    private readonly KeyValuePair<string, string>[] sorted;
    private readonly int hash;

    private LabelSet(KeyValuePair<string, string>[] sorted)
    {
        this.sorted = sorted;
        // Made for every sample of every scrape: the names say little, and equality looks at them all the same.
        foreach (var (_, value) in sorted) hash = (hash * 397) ^ value.GetHashCode(StringComparison.Ordinal);
    }

    /// <summary>Prometheus's and Alertmanager's hash of these labels.</summary>
    public ulong Fingerprint => Alerts.Fingerprint.Hash(sorted);

    public IReadOnlyList<KeyValuePair<string, string>> Pairs => sorted;

    /// <summary>The label's value; an absent label and an empty one are the same.</summary>
    public string this[string name]
    {
        get
        {
            foreach (var (key, value) in sorted)
            {
                if (key == name)
                {
                    return value;
                }
            }

            return "";
        }
    }

    /// <summary>A label set from pairs in any order; of two with one name, the last counts.</summary>
    public static LabelSet From(IEnumerable<KeyValuePair<string, string>> pairs)
    {
        var sorted = new List<KeyValuePair<string, string>>(pairs.TryGetNonEnumeratedCount(out var count) ? count : 8);
        foreach (var pair in pairs)
        {
            Insert(sorted, pair);
        }

        sorted.RemoveAll(pair => pair.Value.Length == 0);
        return new LabelSet([.. sorted]);
    }

    public LabelSet With(string name, string value) => From(sorted.Append(new(name, value)));

    public LabelSet With(IEnumerable<KeyValuePair<string, string>> pairs) => From(sorted.Concat(pairs));

    public LabelSet Without(IReadOnlyCollection<string> names) => Where(name => !names.Contains(name));

    public LabelSet Only(IReadOnlyCollection<string> names) => Where(names.Contains);

    public LabelSet WithoutName() => sorted.Any(pair => pair.Key == MetricName) ? Where(name => name != MetricName) : this;

    public bool Equals(LabelSet? other) => ReferenceEquals(this, other) || (other is not null && hash == other.hash && HasSame(other.sorted));

    public override bool Equals(object? obj) => Equals(obj as LabelSet);

    public override int GetHashCode() => hash;

    /// <summary>Prometheus's order: label by label, name before value.</summary>
    public static int Compare(LabelSet left, LabelSet right)
    {
        for (var i = 0; i < Math.Min(left.sorted.Length, right.sorted.Length); i++)
        {
            var byName = string.CompareOrdinal(left.sorted[i].Key, right.sorted[i].Key);
            var order = byName != 0 ? byName : string.CompareOrdinal(left.sorted[i].Value, right.sorted[i].Value);
            if (order != 0)
            {
                return order;
            }
        }

        return left.sorted.Length.CompareTo(right.sorted.Length);
    }

    /// <summary>As Prometheus prints it: <c>{a="1", b="2"}</c>.</summary>
    public override string ToString()
    {
        var text = new StringBuilder("{");
        foreach (var (name, value) in sorted)
        {
            text.Append(text.Length > 1 ? ", " : "").Append(name).Append('=').Append(Autocura.Metrics.PromQl.Quote(value));
        }

        return text.Append('}').ToString();
    }

    /// <summary>There are few labels, and they often come in order: that is faster than any tree.</summary>
    private static void Insert(List<KeyValuePair<string, string>> sorted, KeyValuePair<string, string> pair)
    {
        var at = sorted.Count;
        while (at > 0 && string.CompareOrdinal(sorted[at - 1].Key, pair.Key) > 0)
        {
            at--;
        }

        if (at > 0 && sorted[at - 1].Key == pair.Key)
        {
            sorted[at - 1] = pair;
        }
        else
        {
            sorted.Insert(at, pair);
        }
    }

    /// <summary>Asked of every series at every scrape: without a comparer between.</summary>
    private bool HasSame(KeyValuePair<string, string>[] other)
    {
        var same = sorted.Length == other.Length;
        for (var i = 0; same && i < sorted.Length; i++)
        {
            same = sorted[i].Key == other[i].Key && sorted[i].Value == other[i].Value;
        }

        return same;
    }

    private LabelSet Where(Func<string, bool> keep)
    {
        var kept = new List<KeyValuePair<string, string>>(sorted.Length);
        foreach (var pair in sorted)
        {
            if (keep(pair.Key)) kept.Add(pair);
        }

        return new LabelSet([.. kept]);
    }
}
