/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.internal.chartpart.Chart;

/** Pictures of results, as PNG files. */
final class Charts {

    private static final int WIDTH = 900;
    private static final int HEIGHT = 420;
    private static final int LABEL_ROTATION = 20;

    /** What is worth a picture, of those scenarios that are not growth. */
    private static final Map<String, Metric> PICTURED = Map.of(
            "client", Metric.EVENTS,
            "fan-out", Metric.DELIVERIES,
            "lock-step", Metric.DELIVERIES,
            "burst", Metric.DELIVERIES,
            "many channels", Metric.DELIVERIES,
            "steady", Metric.P99,
            "stalled", Metric.P99_RATIO,
            "resume storm", Metric.CATCH_UP_RATE,
            "open rate", Metric.OPENED,
            "idle", Metric.RSS_PER_STREAM);

    private final Results results;
    private final Path folder;

    Charts(Results results, Path folder) {
        this.results = results;
        this.folder = folder;
    }

    /** Draws a scenario's most telling figure; the name of the file, or empty where there is nothing to draw. */
    String draw(String scenario) throws IOException {
        Metric metric = PICTURED.get(scenario);
        if (metric == null) {
            return "";
        }
        List<String> peers = new ArrayList<>();
        List<Double> medians = new ArrayList<>();
        List<Double> deviations = new ArrayList<>();
        for (String peer : results.peers(scenario)) {
            Spread spread = results.spread(scenario, peer, metric);
            if (spread.median() > 0 && Double.isFinite(spread.most())) {
                peers.add(peer);
                medians.add(spread.median());
                deviations.add((spread.most() - spread.least()) / 2);
            }
        }
        if (peers.isEmpty()) {
            return "";
        }
        CategoryChart chart = new CategoryChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(scenario)
                .yAxisTitle(metric.label())
                .build();
        chart.getStyler().setLegendVisible(false);
        chart.getStyler().setXAxisLabelRotation(LABEL_ROTATION);
        chart.getStyler().setYAxisMin(0.0);
        chart.getStyler().setYAxisDecimalPattern("#,###.##");
        chart.addSeries(metric.label(), peers, medians, deviations);
        return save(chart, scenario);
    }

    /** Draws what a delivery costs over the number of streams, a line a peer. */
    String drawGrowth(Map<String, Map<Double, Double>> lines) throws IOException {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title("growth")
                .xAxisTitle("streams")
                .yAxisTitle(Metric.NET_CPU.label())
                .build();
        chart.getStyler().setXAxisLogarithmic(true);
        chart.getStyler().setYAxisMin(0.0);
        lines.forEach(
                (name, points) -> chart.addSeries(name, List.copyOf(points.keySet()), List.copyOf(points.values())));
        return save(chart, "growth");
    }

    private String save(Chart<?, ?> chart, String name) throws IOException {
        Files.createDirectories(folder);
        String file = "bench-" + name.replace(' ', '-') + ".png";
        BitmapEncoder.saveBitmap(chart, folder.resolve(file).toString(), BitmapEncoder.BitmapFormat.PNG);
        return file;
    }
}
