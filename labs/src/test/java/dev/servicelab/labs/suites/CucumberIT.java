package dev.servicelab.labs.suites;

import static io.cucumber.junit.platform.engine.Constants.GLUE_PROPERTY_NAME;
import static io.cucumber.junit.platform.engine.Constants.PLUGIN_PROPERTY_NAME;

import org.junit.platform.suite.api.ConfigurationParameter;
import org.junit.platform.suite.api.IncludeEngines;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/**
 * Every feature on a real cluster. Failsafe runs it once with our proxy and DNS and once with the
 * reference ones; system properties say which.
 */
@Suite
@IncludeEngines("cucumber")
@SelectPackages({
  "features.service",
  "features.dns",
  "features.discovery",
  "features.statefulset",
  "features.seeds"
})
@ConfigurationParameter(key = GLUE_PROPERTY_NAME, value = "dev.servicelab.labs.steps")
@ConfigurationParameter(
    key = PLUGIN_PROPERTY_NAME,
    value = "dev.servicelab.labs.report.ReportPlugin")
class CucumberIT {}
