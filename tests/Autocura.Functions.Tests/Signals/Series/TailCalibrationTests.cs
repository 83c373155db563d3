using Autocura.Signals.Series;
using MathNet.Numerics.Distributions;

namespace Autocura.Functions.Tests.Signals.Series;

public sealed class TailCalibrationTests
{
    /// <summary>Against the distribution that the measures were drawn from: half a decade at one in a thousand.</summary>
    [Theory]
    [InlineData("normal")]
    [InlineData("exponential")]
    [InlineData("heavy tails")]
    public void One_in_a_thousand_is_called_so(string kind)
    {
        var tail = new TailCalibration();
        var chance = new Random(1);
        for (var index = 0; index < 5000; index++)
        {
            tail.Add(Draw(kind, chance));
        }

        tail.Rarity(Quantile(kind, 0.999)).ShouldBe(3, 0.5);
        tail.Rarity(Quantile(kind, 0.5)).ShouldBeLessThan(1.3);
    }

    [Fact]
    public void Nothing_is_rare_without_experience_and_little_with_little()
    {
        var tail = new TailCalibration();
        for (var index = 0; index < TailCalibration.Fewest; index++)
        {
            tail.Rarity(1e9).ShouldBe(0);
            tail.Add(index % 7);
        }

        tail.Rarity(1e9).ShouldBeLessThan(5);
    }

    private static double Draw(string kind, Random chance) => kind switch
    {
        "normal" => Math.Abs(Normal.Sample(chance, 0, 1)),
        "exponential" => Exponential.Sample(chance, 1),
        _ => Math.Abs(StudentT.Sample(chance, 0, 1, 3)),
    };

    private static double Quantile(string kind, double share) => kind switch
    {
        "normal" => Normal.InvCDF(0, 1, (1 + share) / 2),
        "exponential" => Exponential.InvCDF(1, share),
        _ => StudentT.InvCDF(0, 1, 3, (1 + share) / 2),
    };
}
