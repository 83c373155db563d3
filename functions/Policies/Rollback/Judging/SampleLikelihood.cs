namespace Autocura.Policies.Rollback.Judging;

/// <summary>How likely stretches of samples are at each level of a grid: logarithms, summed from the first sample on so that any stretch is one subtraction.</summary>
internal sealed class SampleLikelihood
{
    private readonly double[][] sums;

    /// <param name="samples">How many there are.</param>
    /// <param name="grid">The levels.</param>
    /// <param name="likelihood">The log-likelihood of a sample as a function of the level.</param>
    public SampleLikelihood(int samples, LevelGrid grid, Func<int, Func<double, double>> likelihood)
    {
        sums = new double[samples + 1][];
        sums[0] = new double[grid.Count];
        for (var sample = 0; sample < samples; sample++)
        {
            var at = likelihood(sample);
            var row = sums[sample + 1] = new double[grid.Count];
            for (var cell = 0; cell < row.Length; cell++)
            {
                row[cell] = sums[sample][cell] + at(grid[cell]);
            }
        }
    }

    public int Count => sums.Length - 1;

    /// <summary>Log-likelihood of the samples from <paramref name="from"/> up to <paramref name="to"/> at a cell of the grid.</summary>
    public double At(int cell, int from, int to) => sums[to][cell] - sums[from][cell];
}
