namespace Autocura.Cluster.Sweep;

/// <summary>
/// The order in which an API server lists namespaces: that of its keys, <c>namespace/name</c>. A hyphen comes before the slash, so "shop-eu" comes before
/// "shop".
/// </summary>
internal sealed class NamespaceOrder : IComparer<string>
{
    public static readonly NamespaceOrder Instance = new();

    public int Compare(string? x, string? y)
    {
        var (one, other) = (x ?? "", y ?? "");
        var shared = Math.Min(one.Length, other.Length);
        var order = string.CompareOrdinal(one, 0, other, 0, shared);
        if (order != 0 || one.Length == other.Length) return order;
        return one.Length < other.Length ? '/' - other[shared] : one[shared] - '/';
    }
}
