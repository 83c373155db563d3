using System.Buffers;

namespace Autocura.Signals.Forests;

/// <summary>
/// Tells how odd a row is among those it was grown on, without labels and without a notion of distance: odd rows are few and different, so random cuts leave
/// them alone sooner (Liu, Ting and Zhou, ICDM 2008). Score s = 2^(−E(h) / c(ψ)): near 1 is odd, 0.5 is what chance gives, below is usual. The same rows and
/// settings give the same forest whatever the number of threads; scoring allocates nothing. Rows that are all equal score 0.5, and NaN counts as the median.
/// </summary>
public sealed class IsolationForest
{
    /// <summary>The score of a row whose path is as long as that of a random point.</summary>
    public const double Neutral = 0.5;

    internal IsolationForest(FeatureScale scale, ForestNodes nodes, int sample)
    {
        Scale = scale;
        Nodes = nodes;
        Sample = sample;
    }

    /// <summary>Values in a row.</summary>
    public int Features => Scale.Features;

    public int Trees => Nodes.Trees;

    /// <summary>Rows that each tree was grown on.</summary>
    public int Sample { get; }

    /// <summary>The score above which a row is anomalous.</summary>
    public double Threshold { get; internal init; } = Neutral;

    internal FeatureScale Scale { get; }

    internal ForestNodes Nodes { get; }

    /// <summary>Grows a forest, trees side by side as the loop has it.</summary>
    /// <exception cref="ArgumentException">There are fewer than two rows, or a setting is wrong.</exception>
    public static IsolationForest Grow(FeatureRows rows, ForestSettings settings, WorkLoop? loop = null)
    {
        ArgumentNullException.ThrowIfNull(settings);
        if (settings.Problems().FirstOrDefault() is { } problem) throw new ArgumentException(problem, nameof(settings));
        if (rows.Count < 2) throw new ArgumentException($"A forest grows on two rows or more, not on {rows.Count}.", nameof(rows));
        var sample = Math.Min(settings.Sample, rows.Count);
        var nodes = new ForestNodes(settings.Trees, (int)Math.Ceiling(Math.Log2(sample)), Math.Min(settings.FeaturesPerSplit, rows.Features));
        var scale = FeatureScale.Of(rows);
        (loop ?? WorkLoops.InTurn)(settings.Trees, tree => TreeGrowth.Grow(nodes, tree, rows, scale, (sample, settings.Seed)));
        var forest = new IsolationForest(scale, nodes, sample);
        return settings.Contamination is { } share ? new IsolationForest(scale, nodes, sample) { Threshold = forest.Quantile(rows, 1 - share, loop) } : forest;
    }

    /// <summary>The score of one row.</summary>
    public double Score(ReadOnlySpan<double> row)
    {
        Span<double> score = stackalloc double[1];
        Score(row, score);
        return score[0];
    }

    /// <summary>The scores of whole rows, one after another.</summary>
    public void Score(ReadOnlySpan<double> rows, Span<double> scores)
    {
        if (rows.Length != scores.Length * Features) throw new ArgumentException($"{rows.Length} values are not {scores.Length} rows of {Features}.", nameof(rows));
        var together = Math.Max(1, ForestScoring.Block / Features);
        var scaled = ArrayPool<float>.Shared.Rent(together * Features);
        for (var begin = 0; begin < scores.Length; begin += together)
        {
            var block = scores.Slice(begin, Math.Min(together, scores.Length - begin));
            Scale.Apply(rows.Slice(begin * Features, block.Length * Features), scaled);
            block.Clear();
            ForestScoring.Add(Nodes, scaled, Features, block);
            foreach (ref var sum in block) sum = ScoreOf(sum / Trees);
        }

        ArrayPool<float>.Shared.Return(scaled);
    }

    /// <summary>The scores of whole rows, blocks of them side by side as the loop has it.</summary>
    public void Score(FeatureRows rows, Memory<double> scores, WorkLoop loop)
    {
        ArgumentNullException.ThrowIfNull(loop);
        if (rows.Count != scores.Length || rows.Features != Features) throw new ArgumentException($"{rows.Count} rows of {rows.Features} are not {scores.Length} rows of {Features}.", nameof(rows));
        const int Together = 1_024;
        loop((rows.Count + Together - 1) / Together, part =>
        {
            var (begin, count) = (part * Together, Math.Min(Together, rows.Count - (part * Together)));
            Score(rows.Values.Slice(begin * Features, count * Features), scores.Span.Slice(begin, count));
        });
    }

    /// <summary>
    /// Which features set a row apart: by how many steps the cuts at each of them shortened its path, on average over the trees. They sum up to c(ψ) − E(h), so to
    /// the whole of the score: above 0 made it odd, below made it usual. Along a slope a feature has the share that it adds to the level.
    /// </summary>
    /// <param name="row">The row.</param>
    /// <param name="steps">What each feature did.</param>
    public void Explain(ReadOnlySpan<double> row, Span<double> steps)
    {
        if (row.Length != Features || steps.Length != Features) throw new ArgumentException($"A row has {Features} features, not {row.Length}, and each is explained, not {steps.Length}.", nameof(row));
        var scaled = ArrayPool<float>.Shared.Rent(Features);
        Scale.Apply(row, scaled);
        ForestCredit.Share(Nodes, scaled.AsSpan(0, Features), steps);
        ArrayPool<float>.Shared.Return(scaled);
    }

    private double ScoreOf(double path) => double.Exp2(-path / PathLength.Of(Sample));

    private double Quantile(FeatureRows rows, double share, WorkLoop? loop)
    {
        var scores = new double[rows.Count];
        Score(rows, scores, loop ?? WorkLoops.InTurn);
        return MathNet.Numerics.Statistics.ArrayStatistics.QuantileInplace(scores, share);
    }
}
