using Autocura.Embedded.Metrics.Storage;

namespace Autocura.Embedded.Metrics.Query;

/// <summary>One way to bring the elements of a group together, with the type of its parameter where it takes one.</summary>
internal sealed record Aggregation(string Name, Func<LabelSet, IReadOnlyList<Element>, double, IEnumerable<Element>> Compute, ValueType? Parameter = null)
{
    private static readonly Dictionary<string, Aggregation> ByName = new Aggregation[]
    {
        ToOne("sum", values => values.Sum()),
        ToOne("avg", values => values.Average()),
        ToOne("min", values => Numbers.Min(values)),
        ToOne("max", values => Numbers.Max(values)),
        ToOne("count", values => values.Count),
        ToOne("group", _ => 1),
        ToOne("stddev", values => Math.Sqrt(Numbers.Variance(values))),
        ToOne("stdvar", values => Numbers.Variance(values)),
        new("quantile", (group, elements, parameter) => [new Element(group, Numbers.Quantile(parameter, elements.Select(element => element.Value)))], ValueType.Scalar),
        new("topk", (_, elements, parameter) => Select(elements.OrderBy(Undefined).ThenByDescending(element => element.Value), parameter), ValueType.Scalar),
        new("bottomk", (_, elements, parameter) => Select(elements.OrderBy(Undefined).ThenBy(element => element.Value), parameter), ValueType.Scalar),
    }.ToDictionary(one => one.Name);

    public static Aggregation? Find(string name) => ByName.GetValueOrDefault(name.ToLowerInvariant());

    public IReadOnlyList<Element> Apply(IReadOnlyList<Element> elements, Grouping grouping, double parameter) =>
        [.. elements.GroupBy(element => grouping.Of(element.Labels)).SelectMany(group => Compute(group.Key, [.. group], parameter))];

    private static Aggregation ToOne(string name, Func<IReadOnlyList<double>, double> compute) =>
        new(name, (group, elements, _) => [new Element(group, compute([.. elements.Select(element => element.Value)]))]);

    private static bool Undefined(Element element) => double.IsNaN(element.Value);

    private static IEnumerable<Element> Select(IEnumerable<Element> ordered, double count) =>
        count >= 1 ? ordered.Take((int)Math.Min(count, int.MaxValue)) : [];
}
