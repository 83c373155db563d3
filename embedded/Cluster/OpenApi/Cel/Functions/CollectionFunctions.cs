namespace Autocura.Embedded.Cluster.OpenApi.Cel.Functions;

/// <summary>What expressions can do with lists and maps, the Kubernetes additions and sets included.</summary>
internal static class CollectionFunctions
{
    public static void AddTo(CelFunctionList functions)
    {
        foreach (var size in new[] { "size", ".size" })
        {
            functions.Add<CelList, long>(size, list => list.Elements.Count);
            functions.Add<CelMap, long>(size, map => map.Entries.Count);
        }

        functions.Add<CelList, object?, long>(".indexOf", (list, value) => list.Elements.TakeWhile(element => !CelValues.AreEqual(element, value)).Count() is var at && at < list.Elements.Count ? at : -1);
        functions.Add<CelList, object?, long>(".lastIndexOf", (list, value) =>
            list.Elements.Select((element, index) => (element, index)).LastOrDefault(pair => CelValues.AreEqual(pair.element, value), (null, -1)).index);
        functions.Add<CelList, bool>(".isSorted", list => list.Elements.Zip(list.Elements.Skip(1)).All(pair => Compare(pair.First, pair.Second) <= 0));
        functions.Add<CelList, object>(".min", list => Ordered(list).First()!);
        functions.Add<CelList, object>(".max", list => Ordered(list).Last()!);
        functions.Add<CelList, object>(".sum", Sum);
        functions.Add<CelList, CelList, bool>("sets.contains", (list, other) => other.Elements.All(list.Contains));
        functions.Add<CelList, CelList, bool>("sets.equivalent", (list, other) => other.Elements.All(list.Contains) && list.Elements.All(other.Contains));
        functions.Add<CelList, CelList, bool>("sets.intersects", (list, other) => other.Elements.Any(list.Contains));
    }

    private static List<object?> Ordered(CelList list) => list.Elements.Count == 0
        ? throw new CelEvaluationException("min called on empty list")
        : [.. list.Elements.Order(Comparer<object?>.Create(Compare))];

    private static object Sum(CelList list) => list.Elements switch
    {
        [double, ..] numbers => numbers.Cast<double>().Sum(),
        [TimeSpan, ..] spans => spans.Cast<TimeSpan>().Aggregate(TimeSpan.Zero, (sum, span) => sum + span),
        var numbers => numbers.Cast<long>().Sum(),
    };

    private static int Compare(object? one, object? two) => (one, two) switch
    {
        (string left, string right) => string.CompareOrdinal(left, right),
        (IComparable left, not null) when one.GetType() == two.GetType() => left.CompareTo(two),
        _ => throw new CelEvaluationException("no such overload"),
    };
}
