namespace Autocura.Demo.Load;

/// <summary>How many independent people come when so many are expected: a Poisson draw, by its normal approximation where many are expected.</summary>
public static class Arrivals
{
    private const double Many = 30;

    public static long Of(double expected, Random random)
    {
        if (expected <= 0)
        {
            return 0;
        }

        if (expected > Many)
        {
            var normal = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
            return Math.Max(0, (long)Math.Round(expected + (normal * Math.Sqrt(expected))));
        }

        // Knuth: as many as uniform draws can be multiplied before they fall below e^-expected.
        var (limit, product, count) = (Math.Exp(-expected), random.NextDouble(), 0L);
        while (product > limit)
        {
            product *= random.NextDouble();
            count++;
        }

        return count;
    }
}
