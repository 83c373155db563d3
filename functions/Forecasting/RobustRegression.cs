using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Statistics;

namespace Autocura.Forecasting;

/// <summary>
/// A linear regression to the median: least absolute errors by iteratively reweighted least squares (Schlossmacher 1973), with a ridge (Hoerl and Kennard 1970) so that inputs which
/// say the same share their say. Inputs are divided by their own size first, and the constant is free.
/// </summary>
/// <remarks>
/// Ridge 0.01 of the sum of weights: an input must explain more than a hundredth of its own variance to have a say of its own. Three rounds: after that coefficients move by less than
/// their error. Errors below 0.3 of their own median count alike, which keeps the weights bounded.
/// </remarks>
internal sealed class RobustRegression
{
    private const double Ridge = 0.01;
    private const int Rounds = 3;
    private const double Core = 0.3;
    private const double MostLeverage = 0.9;

    private readonly double[] sizes;
    private readonly double[] coefficients;

    private RobustRegression(double[] sizes, double[] coefficients, double[] errors) => (this.sizes, this.coefficients, Errors) = (sizes, coefficients, errors);

    /// <summary>What is left of each row, were it told by the others alone (its error over one less its leverage: Allen 1974).</summary>
    public double[] Errors { get; }

    /// <param name="columns">The inputs, a column each; the first is the constant. Is divided by the sizes of the columns.</param>
    /// <param name="targets">What they are to tell.</param>
    /// <param name="weights">How much each row counts.</param>
    public static RobustRegression Fit(double[][] columns, double[] targets, double[] weights)
    {
        var sizes = Array.ConvertAll(columns, Normalise);
        var current = (double[])weights.Clone();
        var (normal, inverse) = Solve(columns, targets, current);
        var errors = Residuals(columns, targets, normal);
        for (var round = 0; round < Rounds; round++)
        {
            var scale = Math.Max(errors.Select(Math.Abs).Median(), double.Epsilon);
            for (var row = 0; row < errors.Length; row++) current[row] = weights[row] / Math.Max(Math.Abs(errors[row]) / scale, Core);
            (normal, inverse) = Solve(columns, targets, current);
            errors = Residuals(columns, targets, normal);
        }

        WithoutThemselves(errors, columns, current, inverse);
        return new RobustRegression(sizes, normal, errors);
    }

    /// <summary>What a row of inputs tells.</summary>
    public double Tell(ReadOnlySpan<double> inputs)
    {
        var sum = 0.0;
        for (var column = 0; column < coefficients.Length; column++) sum += coefficients[column] * inputs[column] / sizes[column];
        return sum;
    }

    private static double Normalise(double[] column)
    {
        var size = Math.Sqrt(column.Sum(value => value * value) / column.Length);
        if (!(size > 0)) return 1;
        for (var row = 0; row < column.Length; row++) column[row] /= size;
        return size;
    }

    private static (double[] Coefficients, double[,] Inverse) Solve(double[][] columns, double[] targets, double[] weights)
    {
        var count = columns.Length;
        var normal = Matrix<double>.Build.Dense(count, count);
        var right = Vector<double>.Build.Dense(count);
        var weighted = new double[weights.Length];
        var ridge = Ridge * weights.Sum();
        for (var column = 0; column < count; column++)
        {
            for (var row = 0; row < weighted.Length; row++) weighted[row] = columns[column][row] * weights[row];
            for (var other = 0; other <= column; other++) normal[column, other] = normal[other, column] = Dot(weighted, columns[other]);
            normal[column, column] += column == 0 ? double.Epsilon : ridge;
            right[column] = Dot(weighted, targets);
        }

        var inverse = normal.Cholesky().Solve(Matrix<double>.Build.DenseIdentity(count));
        return ((inverse * right).ToArray(), inverse.ToArray());
    }

    private static double Dot(double[] one, double[] other)
    {
        var sums = System.Numerics.Vector<double>.Zero;
        var (width, index) = (System.Numerics.Vector<double>.Count, 0);
        for (; index + width <= one.Length; index += width)
        {
            sums += new System.Numerics.Vector<double>(one, index) * new System.Numerics.Vector<double>(other, index);
        }

        var sum = System.Numerics.Vector.Sum(sums);
        for (; index < one.Length; index++) sum += one[index] * other[index];
        return sum;
    }

    private static double[] Residuals(double[][] columns, double[] targets, double[] coefficients)
    {
        var errors = (double[])targets.Clone();
        for (var column = 0; column < columns.Length; column++)
        {
            for (var row = 0; row < errors.Length; row++) errors[row] -= coefficients[column] * columns[column][row];
        }

        return errors;
    }

    private static void WithoutThemselves(double[] errors, double[][] columns, double[] weights, double[,] inverse)
    {
        for (var row = 0; row < errors.Length; row++)
        {
            var leverage = 0.0;
            for (var column = 0; column < columns.Length; column++)
            {
                var shared = 0.5 * inverse[column, column] * columns[column][row];
                for (var other = 0; other < column; other++) shared += inverse[column, other] * columns[other][row];
                leverage += 2 * shared * columns[column][row];
            }

            errors[row] /= 1 - Math.Min(MostLeverage, leverage * weights[row]);
        }
    }
}
