plugins {
    id("com.android.library") version "9.0.0"
}

group = "org.nightcramp"
version = "0.1.0"

val workspace = rootDir.resolve("../../..").canonicalFile

layout.buildDirectory = workspace.resolve("target/android/gradle")

android {
    namespace = "org.nightcramp"
    compileSdk = 36
    ndkVersion = "28.2.13676358"

    defaultConfig {
        // The first level with java.time.
        minSdk = 26
        consumerProguardFiles("consumer-rules.pro")
    }

    compileOptions {
        sourceCompatibility = JavaVersion.VERSION_11
        targetCompatibility = JavaVersion.VERSION_11
    }

    sourceSets.named("main") {
        kotlin.directories += rootDir.resolve("../src/main/kotlin").canonicalPath
        kotlin.directories += workspace.resolve("target/generated/kotlin-android").path
        jniLibs.directories += workspace.resolve("target/android/jniLibs").path
    }

    lint {
        // The generated file asks for the running level before its newer calls, in a way that lint does not see.
        disable += "NewApi"
    }
}

dependencies {
    // The generated file marks the calls that newer levels bring.
    implementation("androidx.annotation:annotation:1.9.1")
    api("org.jetbrains.kotlinx:kotlinx-coroutines-core:1.11.0")
    // The AAR holds the phone's libjnidispatch.so; the plain jar beside it would be a second copy of every class.
    implementation("net.java.dev.jna:jna:5.19.1@aar")
}
