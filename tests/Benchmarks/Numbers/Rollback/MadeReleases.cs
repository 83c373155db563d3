using MathNet.Numerics.Distributions;

namespace Autocura.Benchmarks.Numbers.Rollback;

/// <summary>Small releases of our own making, seeded: every third is bad, in one of four courses. They show that the command works, and are no measure.</summary>
internal static class MadeReleases
{
    private const int Samples = 30;

    public static IReadOnlyList<ReleaseCase> Some(int count) => [.. Enumerable.Range(0, count).Select(Release)];

    private static ReleaseCase Release(int number)
    {
        var random = new Random(number);
        var (isBad, course) = (number % 3 == 0, number / 3 % 4);
        var before = Arm(random, _ => 1);
        return new ReleaseCase($"made{number}", Arm(random, step => isBad && IsWorse(course, step, random) ? 2 : 1), before, isBad, IsHard: course > 0)
        {
            Category = isBad ? Courses[course] : "good",
            IsBeside = true,
        };
    }

    private static readonly string[] Courses = ["at once", "late", "ramp", "intermittent"];

    private static bool IsWorse(int course, int step, Random random) => course switch
    {
        0 => true,
        1 => step >= Samples / 2,
        2 => random.NextDouble() < (double)step / Samples,
        _ => random.NextDouble() < 0.3,
    };

    private static Arm Arm(Random random, Func<int, double> factor)
    {
        var (requests, errors, latency) = (new double[Samples], new double[Samples], new double[Samples]);
        for (var step = 0; step < Samples; step++)
        {
            var times = factor(step);
            requests[step] = 500 + random.Next(200);
            errors[step] = Binomial.Sample(random, 0.01 * times, (int)requests[step]) / requests[step];
            latency[step] = 0.2 * times * Math.Exp(Normal.Sample(random, 0, 0.1));
        }

        return new Arm(requests, errors, latency);
    }
}
