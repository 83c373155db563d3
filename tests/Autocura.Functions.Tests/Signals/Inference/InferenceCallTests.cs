using System.Text;
using Autocura.Signals.Inference;

namespace Autocura.Functions.Tests.Signals.Inference;

/// <summary>What servers of other makers answer, and what that means.</summary>
public sealed class InferenceCallTests
{
    [Theory]
    [InlineData("""{"outputs":[{"name":"score","datatype":"FP64","data":[0.9,0.1]},{"name":"is_anomaly","datatype":"BOOL","data":[false,true]}]}""", false, true)]
    [InlineData("""{"outputs":[{"name":"predict","datatype":"INT64","shape":[2,1],"data":[-1,1]}]}""", true, false)]
    [InlineData("""{"outputs":[{"name":"output-1","datatype":"FP32","data":[0.7,0.5]}]}""", true, false)]
    [InlineData("""{"outputs":[{"name":"output-1","datatype":"FP32","data":[[0.7],[0.5]]}]}""", true, false)]
    [InlineData("""{"predictions":[-1,1]}""", true, false)]
    [InlineData("""{"predictions":[0.61,0.59]}""", true, false)]
    [InlineData("""{"predictions":[false,true]}""", false, true)]
    [InlineData("""{"predictions":[{"score":0.5,"is_anomaly":true},{"score":0.9,"is_anomaly":false}]}""", true, false)]
    public void Verdicts_are_truth_values_scores_or_the_whole_numbers_of_scikit_learn(string body, bool first, bool second) =>
        InferenceCall.Verdicts(Encoding.UTF8.GetBytes(body), 2, 0.6).ShouldBe([first, second]);

    [Theory]
    [InlineData("no", "no JSON")]
    [InlineData("{}", "outputs is missing")]
    [InlineData("""{"outputs":[]}""", "no outputs")]
    [InlineData("""{"predictions":[1]}""", "1 verdicts for 2 rows")]
    [InlineData("""{"predictions":["a","b"]}""", "for a verdict")]
    [InlineData("""{"outputs":[{"name":"x","datatype":"FP32"}]}""", "data is missing")]
    public void What_is_no_answer_is_refused(string body, string error) =>
        Should.Throw<InferenceException>(() => InferenceCall.Verdicts(Encoding.UTF8.GetBytes(body), 2, 0.6)).Message.ShouldContain(error);

    [Fact]
    public void Rows_are_sent_as_the_protocols_have_them()
    {
        Encoding.UTF8.GetString(InferenceCall.Infer([[1, 2.5], [3, 4]])).ShouldBe("""{"inputs":[{"name":"input-0","datatype":"FP64","shape":[2,2],"data":[1,2.5,3,4]}]}""");
        Encoding.UTF8.GetString(InferenceCall.Predict([[1, 2.5], [3, 4]])).ShouldBe("""{"instances":[[1,2.5],[3,4]]}""");
    }
}
