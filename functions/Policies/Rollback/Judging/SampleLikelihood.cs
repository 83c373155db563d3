namespace Autocura.Policies.Rollback.Judging;

/// <summary>
/// How likely stretches of samples are at each level of a grid: logarithms, summed from the first sample on so that any stretch is one subtraction. A level is looked at when it is asked for.
/// </summary>
internal sealed class SampleLikelihood
{
    private readonly double[]?[] sums;
    private readonly LevelGrid grid;
    private readonly Func<double, int, double> likelihood;
    private readonly double power = 1;
    private readonly double constant;

    /// <param name="samples">How many there are.</param>
    /// <param name="grid">The levels.</param>
    /// <param name="likelihood">The log-likelihood at a level of a sample.</param>
    public SampleLikelihood(int samples, LevelGrid grid, Func<double, int, double> likelihood) =>
        (Count, this.grid, this.likelihood, sums) = (samples, grid, likelihood, new double[grid.Count][]);

    private SampleLikelihood(SampleLikelihood other, double power, double constant)
        : this(other.Count, other.grid, other.likelihood) => (sums, this.power, this.constant) = (other.sums, power, constant);

    public int Count { get; }

    /// <summary>Each sample's logarithm times a power, and a constant more.</summary>
    public SampleLikelihood Tempered(double power, double constant) => new(this, power, constant);

    /// <summary>Log-likelihood of the samples from <paramref name="from"/> up to <paramref name="to"/> at a cell of the grid.</summary>
    public double At(int cell, int from, int to)
    {
        var at = sums[cell] ??= Summed(grid[cell]);
        return (power * (at[to] - at[from])) + (constant * (to - from));
    }

    /// <summary>How many times as likely a sample is at one cell as at another, as logarithms, into <paramref name="ratios"/>.</summary>
    public void Ratios(int cell, int against, Span<double> ratios)
    {
        var (at, other) = (sums[cell] ??= Summed(grid[cell]), sums[against] ??= Summed(grid[against]));
        for (var sample = 0; sample < Count; sample++) ratios[sample] = power * (at[sample + 1] - at[sample] - other[sample + 1] + other[sample]);
    }

    private double[] Summed(double level)
    {
        var column = new double[Count + 1];
        for (var sample = 0; sample < Count; sample++) column[sample + 1] = column[sample] + likelihood(level, sample);
        return column;
    }
}
