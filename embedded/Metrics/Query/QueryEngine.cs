using Autocura.Embedded.Metrics.Storage;

namespace Autocura.Embedded.Metrics.Query;

/// <summary>Answers instant and range queries over the store.</summary>
internal sealed class QueryEngine(SeriesStore store)
{
    /// <summary>Prometheus's own limit.</summary>
    private const int MaxSteps = 11_000;

    public Value Instant(Expression expression, long at)
    {
        var value = new Evaluator(store, at).Evaluate(expression);
        if (value is Value.Vector vector)
        {
            RefuseDuplicates(vector.Elements.Select(element => element.Labels));
        }

        return value;
    }

    public List<RangeSeries> Range(Expression expression, long from, long to, long step)
    {
        RefuseImpossible(expression, from, to, step);
        var series = new Dictionary<LabelSet, RangeSeries>();
        for (var at = from; at <= to; at += step)
        {
            foreach (var element in AtStep(expression, at))
            {
                if (!series.TryGetValue(element.Labels, out var one))
                {
                    series[element.Labels] = one = new RangeSeries(element.Labels, []);
                }

                one.Points.Add(new Point(at, element.Value));
            }
        }

        return [.. series.Values.OrderBy(one => one.Labels, LabelSet.Order)];
    }

    private IReadOnlyList<Element> AtStep(Expression expression, long at) => Instant(expression, at) switch
    {
        Value.Vector vector => vector.Elements,
        Value.Scalar scalar => [new Element(LabelSet.Empty, scalar.Number)],
        _ => throw new InvalidOperationException("The type was refused before the first step."),
    };

    private static void RefuseImpossible(Expression expression, long from, long to, long step)
    {
        if (expression.Type is ValueType.RangeVector or ValueType.Text)
        {
            throw new QueryException(QueryFault.BadData,
                $"invalid expression type \"{(expression.Type == ValueType.Text ? "string" : "range vector")}\" for range query, must be Scalar or instant Vector");
        }

        if (to < from)
        {
            throw new QueryException(QueryFault.BadData, "invalid parameter \"end\": end timestamp must not be before start time");
        }

        if (step <= 0)
        {
            throw new QueryException(QueryFault.BadData,
                "invalid parameter \"step\": zero or negative query resolution step widths are not accepted. Try a positive integer");
        }

        if ((to - from) / step > MaxSteps)
        {
            throw new QueryException(QueryFault.BadData,
                "exceeded maximum resolution of 11,000 points per timeseries. Try decreasing the query resolution (?step=XX)");
        }
    }

    private static void RefuseDuplicates(IEnumerable<LabelSet> labels)
    {
        var seen = new HashSet<LabelSet>();
        if (!labels.All(seen.Add))
        {
            throw QueryException.Execution("vector cannot contain metrics with the same labelset");
        }
    }
}
