using Autocura.Embedded.Cluster;
using Autocura.Embedded.Cluster.Protobuf;

namespace Autocura.Embedded.Tests.Cluster.Protobuf;

public sealed class ProtobufDecoderTests
{
    [Fact]
    public void A_config_map_is_read_as_kubectl_sends_it()
    {
        byte[] metadata = [.. Text(1, "settings"), .. Text(3, "")];
        byte[] entry = [.. Text(1, "a"), .. Text(2, "1")];
        byte[] map = [.. Bytes(1, metadata), .. Bytes(2, entry)];
        ProtobufDecoder.Decode(Envelope("v1", "ConfigMap", map)).ToJsonString()
            .ShouldBe("""{"metadata":{"name":"settings"},"data":{"a":"1"},"apiVersion":"v1","kind":"ConfigMap"}""");
    }

    [Fact]
    public void Zero_is_kept_where_it_means_something_and_left_out_where_it_means_nothing()
    {
        byte[] spec = [0x08, 0, 0x28, 0];
        var deployment = ProtobufDecoder.Decode(Envelope("apps/v1", "Deployment", Bytes(2, spec)));
        deployment.Number("spec", "replicas").ShouldBe(0);
        deployment.At("spec", "minReadySeconds").ShouldBeNull();
    }

    [Fact]
    public void Numbers_texts_quantities_and_times_have_their_json_forms()
    {
        byte[] port = [.. Number(3, 80), .. Bytes(4, [.. Number(1, 1), .. Text(3, "http")])];
        var service = ProtobufDecoder.Decode(Envelope("v1", "Service", Bytes(2, Bytes(1, port))));
        var shown = service.Items("spec", "ports").Single();
        (shown.Number("port"), shown.Text("targetPort")).ShouldBe((80, "http"));

        byte[] metadata = Bytes(8, Number(1, 1_700_000_000));
        ProtobufDecoder.Decode(Envelope("v1", "Secret", [.. Bytes(1, metadata), .. Bytes(2, [.. Text(1, "k"), .. Text(2, "v")])])).ToJsonString().ShouldBe(
            """{"metadata":{"creationTimestamp":"2023-11-14T22:13:20Z"},"data":{"k":"dg=="},"apiVersion":"v1","kind":"Secret"}""");
    }

    [Fact]
    public void What_is_cut_short_or_unknown_is_a_bad_request()
    {
        Should.Throw<ApiStatusException>(() => ProtobufDecoder.Decode("{}"u8)).Status.Code.ShouldBe(400);
        Should.Throw<ApiStatusException>(() => ProtobufDecoder.Decode(Envelope("v1", "Nonsense", []))).Status.Code.ShouldBe(400);
        var whole = Envelope("v1", "ConfigMap", Bytes(1, Text(1, "settings")));
        Should.Throw<ApiStatusException>(() => ProtobufDecoder.Decode(whole.AsSpan(..^3))).Status.Code.ShouldBe(400);
    }

    private static byte[] Envelope(string apiVersion, string kind, byte[] raw) =>
        [.. "k8s\0"u8, .. Bytes(1, [.. Text(1, apiVersion), .. Text(2, kind)]), .. Bytes(2, raw)];

    private static byte[] Text(int field, string text) => Bytes(field, System.Text.Encoding.UTF8.GetBytes(text));

    private static byte[] Bytes(int field, byte[] bytes) => [(byte)((field << 3) | 2), .. Varint((ulong)bytes.Length), .. bytes];

    private static byte[] Number(int field, ulong number) => [(byte)(field << 3), .. Varint(number)];

    private static byte[] Varint(ulong value)
    {
        var bytes = new List<byte>();
        while (value >= 0x80)
        {
            bytes.Add((byte)(value | 0x80));
            value >>= 7;
        }

        bytes.Add((byte)value);
        return [.. bytes];
    }
}
