namespace Autocura.Metrics.Policies.Rollback;

/// <summary>Reads one workload's samples out of answers that speak of many.</summary>
internal static class SampleReading
{
    /// <param name="question">What was asked.</param>
    /// <param name="given">The answers to its parts.</param>
    public static SampleAnswer Of(SampleQuestion question, IReadOnlyList<(int Part, MetricAnswer Answer)> given)
    {
        if (given.Select(one => one.Answer).OfType<MetricAnswer.Unmeasurable>().FirstOrDefault() is { } unknown)
        {
            return SampleAnswer.None(unknown.Reason, isAnswered: false);
        }

        var answer = GoldenMetric.Is(question.Text) ? Golden(question, new GoldenMetric(question.Text), given) : Plain(question, given);
        return answer.Values.Count > 0 ? answer : SampleAnswer.None(
            question.IsOfMany ? $"no series of {question.Text} is of {question.Workload}" : "the expression yields nothing",
            isAnswered: true);
    }

    /// <summary>The mean over the series that are the workload's: its pods, as a rule.</summary>
    private static SampleAnswer Plain(SampleQuestion question, IReadOnlyList<(int Part, MetricAnswer Answer)> given)
    {
        var metric = new PolicyMetric(question.Text, question.Workload);
        return new SampleAnswer(ByMoment(given, 0, metric.Owns, values => values.Average()), null, "");
    }

    private static SampleAnswer Golden(SampleQuestion question, GoldenMetric golden, IReadOnlyList<(int Part, MetricAnswer Answer)> given)
    {
        var first = ByMoment(given, 0, labels => GoldenMetric.Owns(labels, question.Workload), values => values.Sum());
        if (!golden.IsShare)
        {
            return new SampleAnswer(first.ToDictionary(at => at.Key, at => golden.Of(at.Value, double.NaN)), null, "");
        }

        var rates = ByMoment(given, 1, labels => GoldenMetric.Owns(labels, question.Workload), values => values.Sum());
        return new SampleAnswer(
            rates.Where(at => at.Value > 0).ToDictionary(at => at.Key, at => golden.Of(first.GetValueOrDefault(at.Key), at.Value)),
            rates.ToDictionary(at => at.Key, at => at.Value * question.Clock.Step.TotalSeconds),
            "");
    }

    private static Dictionary<DateTimeOffset, double> ByMoment(
        IReadOnlyList<(int Part, MetricAnswer Answer)> given, int part, Func<IReadOnlyDictionary<string, string>, bool> owns, Func<IEnumerable<double>, double> combine) => given
        .Where(one => one.Part == part)
        .Select(one => one.Answer).OfType<MetricAnswer.Values>()
        .SelectMany(answer => answer.Series)
        .Where(series => owns(series.Labels))
        .SelectMany(series => series.Points)
        .Where(point => double.IsFinite(point.Value))
        .GroupBy(point => point.At)
        .ToDictionary(at => at.Key, at => combine(at.Select(point => point.Value)));
}
